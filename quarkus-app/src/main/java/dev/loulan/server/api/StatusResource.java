package dev.loulan.server.api;

import dev.loulan.domain.json.JsonObjectBuilder;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the server holds and what is wrong with it. */
@Path("/api/v1/status")
@RolesAllowed({"admin", "operator"})
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
  private static final String VERSION = "0.1.0";

  @GET
  public byte[] status() {
    return new JsonObjectBuilder().text("version", VERSION).build().canonical();
  }
}
