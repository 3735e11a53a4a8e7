package dev.loulan.server.device;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonException;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.server.http.Problem;
import dev.loulan.server.live.LiveHub;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Takes what a device sees now, for the pages; nothing of it is stored. */
@Path("/sync/v1/live")
public class LiveStateResource {
  private static final int MAX_BYTES = 256 * 1024;
  // A little less than a quarter of a second, so that a device that keeps to four is never refused.
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

  private final SecurityIdentity identity;
  private final LiveHub live;
  private final InstantSource clock;

  LiveStateResource(SecurityIdentity identity, LiveHub live, InstantSource clock) {
    this.identity = identity;
    this.live = live;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public void live(byte[] body) {
    String device = Callers.device(identity).name();
    if (body.length > MAX_BYTES) {
      throw new Problem(413, "TOO_LARGE", "A live state has at most 256 KiB.");
    }
    if (!(JsonReader.read(body) instanceof Json.Obj state)) {
      throw new JsonException("A live state is a JSON object");
    }
    Instant now = clock.instant();
    boolean tooSoon =
        live.state(device).filter(last -> now.isBefore(last.at().plus(LEAST_INTERVAL))).isPresent();
    if (tooSoon) {
      throw new Problem(429, "TOO_OFTEN", "A live state is taken at most four times a second.");
    }
    live.put(device, new LiveHub.LiveState(now, state));
  }
}
