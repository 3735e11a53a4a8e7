package dev.loulan.server.api;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.http.Problem;
import dev.loulan.sync.readmodel.SalesModel;
import dev.loulan.sync.readmodel.SalesModel.SaleRow;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Sales with their evidence. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SalesResource {
  private static final int PAGE = 500;

  private final SalesModel model;

  SalesResource(SalesModel model) {
    this.model = model;
  }

  /** At most 500 sales after a number, oldest first. */
  @GET
  @Path("sales")
  @APIResponse(responseCode = "200", ref = "Sales")
  public byte[] sales(
      @QueryParam("day") @Nullable String day, @QueryParam("after") @DefaultValue("0") long after) {
    return new Json.Arr(
            model.salesAfter(Optional.ofNullable(day), after, PAGE).stream()
                .<Json>map(SalesResource::json)
                .toList())
        .canonical();
  }

  @GET
  @Path("sales/{id}")
  @APIResponse(responseCode = "200", ref = "Sale")
  public byte[] sale(@PathParam("id") String id) {
    return model
        .sale(id)
        .map(SalesResource::json)
        .orElseThrow(() -> new Problem(404, "UNKNOWN_SALE", "There is no sale '%s'.".formatted(id)))
        .canonical();
  }

  private static Json.Obj json(SaleRow sale) {
    return with(sale.document())
        .integer("number", sale.number())
        .textOrNull("day", sale.day())
        .build();
  }

  /** A document to which members are added. */
  static JsonObjectBuilder with(Json document) {
    JsonObjectBuilder builder = new JsonObjectBuilder();
    if (document instanceof Json.Obj object) {
      object.members().forEach(builder::json);
    }
    return builder;
  }
}
