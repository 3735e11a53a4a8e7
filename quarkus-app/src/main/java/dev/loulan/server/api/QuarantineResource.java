package dev.loulan.server.api;

import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.http.Problem;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.intake.Quarantine;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Devices of which nothing is taken, because their journal contradicts itself. */
@Path("/api/v1/devices/{id}/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class QuarantineResource {
  private final Intake intake;

  QuarantineResource(Intake intake) {
    this.intake = intake;
  }

  /** Why, since when, and the two notes that the device signed itself. */
  @GET
  public byte[] quarantine(@PathParam("id") String device) {
    Quarantine quarantine = intake.quarantine(device).orElseThrow(() -> none(device));
    return new JsonObjectBuilder()
        .text("device", device)
        .text("what", quarantine.what())
        .text("proof", quarantine.proof())
        .text("since", quarantine.since().toString())
        .build()
        .canonical();
  }

  /** A person looked into it: the device may go on. */
  @DELETE
  public byte[] release(@PathParam("id") String device) {
    if (!intake.release(device)) {
      throw none(device);
    }
    return new JsonObjectBuilder().text("released", device).build().canonical();
  }

  private static Problem none(String device) {
    return new Problem(
        404, "NO_QUARANTINE", "The device '%s' is not quarantined.".formatted(device));
  }
}
