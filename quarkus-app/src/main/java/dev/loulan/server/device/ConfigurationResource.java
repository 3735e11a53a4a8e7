package dev.loulan.server.device;

import dev.loulan.server.devices.DeviceRegister;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Gives a device its configuration, at once or when it changes. */
@Path("/sync/v1/configuration")
@Produces(MediaType.APPLICATION_JSON)
public class ConfigurationResource {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final SecurityIdentity identity;
  private final DeviceRegister devices;

  ConfigurationResource(SecurityIdentity identity, DeviceRegister devices) {
    this.identity = identity;
    this.devices = devices;
  }

  /** Waits without holding a thread. */
  @GET
  @Blocking
  public Uni<Response> configuration(@QueryParam("after") @DefaultValue("0") long after) {
    String device = Callers.device(identity).name();
    // Asked for before the version is read, so that a change in between is not missed.
    CompletableFuture<Void> change = devices.change(device);
    if (devices.require(device).version() > after) {
      return Uni.createFrom().item(Response.ok(answer(device)).build());
    }
    return Uni.createFrom()
        .completionStage(change.copy())
        .replaceWith(true)
        .ifNoItem()
        .after(WAIT)
        .recoverWithItem(false)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(changed ->
            changed ? Response.ok(answer(device)).build() : Response.noContent().build());
  }

  private byte[] answer(String device) {
    return devices.configuration(device).canonical();
  }
}
