package dev.loulan.server.api;

import dev.loulan.domain.json.Json;
import dev.loulan.sync.readmodel.Restocks;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Deliveries that shelves confirmed. */
@Path("/api/v1/restocks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RestockResource {
  private static final int PAGE = 500;

  private final Restocks restocks;

  RestockResource(Restocks restocks) {
    this.restocks = restocks;
  }

  /** At most 500 restocks after a number, oldest first. */
  @GET
  @APIResponse(responseCode = "200", ref = "Restocks")
  public byte[] restocks(@QueryParam("after") @DefaultValue("0") long after) {
    return new Json.Arr(
            restocks.after(after, PAGE).stream().<Json>map(RestockResource::json).toList())
        .canonical();
  }

  private static Json json(Restocks.Row restock) {
    return SalesResource.with(restock.document()).integer("number", restock.number()).build();
  }
}
