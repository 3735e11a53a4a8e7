package dev.loulan.server.api;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.http.Body;
import dev.loulan.server.http.Problem;
import dev.loulan.sync.hooks.Delivery;
import dev.loulan.sync.hooks.Hook;
import dev.loulan.sync.hooks.HookKind;
import dev.loulan.sync.hooks.HookSignature;
import dev.loulan.sync.hooks.HookStore;
import dev.loulan.sync.hooks.HookTarget;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Other systems that hear of sales, restocks and settlements by signed web hooks. */
@Path("/api/v1/hooks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class HookResource {
  private static final int LOG_LENGTH = 200;

  private final HookStore store;
  private final HookTarget target;

  HookResource(HookStore store, HookTarget target) {
    this.store = store;
    this.target = target;
  }

  /** Subscribes; the answer alone shows the secret. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "200", ref = "NewHook")
  public byte[] subscribe(byte[] body) {
    Fields wanted = Body.object(body);
    wanted.allowOnly(Set.of("url", "kinds"));
    URI url = url(wanted.text("url"));
    target.require(url);
    Set<HookKind> kinds =
        wanted.texts("kinds").stream().map(HookKind::of).collect(Collectors.toSet());
    if (kinds.isEmpty()) {
      throw new Problem(
          400, "BAD_HOOK", "'kinds' names at least one of sale, restock, settlement.");
    }
    Hook hook = store.subscribe(url, kinds);
    return json(hook).text("secret", HookSignature.show(hook.secret())).build().canonical();
  }

  @GET
  @APIResponse(responseCode = "200", ref = "Hooks")
  public byte[] hooks() {
    return new Json.Arr(store.hooks().stream().<Json>map(hook -> json(hook).build()).toList())
        .canonical();
  }

  /** Ends a subscription; what waits for it is dropped. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "200", ref = "HookRemoved")
  public byte[] remove(@PathParam("id") String id) {
    requireKnown(store.remove(id), id);
    return new JsonObjectBuilder().text("removed", id).build().canonical();
  }

  /** The last deliveries, newest first. */
  @GET
  @Path("{id}/deliveries")
  @APIResponse(responseCode = "200", ref = "Deliveries")
  public byte[] deliveries(@PathParam("id") String id) {
    requireKnown(store.hook(id).isPresent(), id);
    return new Json.Arr(store.deliveries(id, LOG_LENGTH).stream().map(HookResource::json).toList())
        .canonical();
  }

  /** Has an event sent again, from the first try on. */
  @POST
  @Path("{id}/deliveries/again")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "200", ref = "SentAgain")
  public byte[] again(@PathParam("id") String id, byte[] body) {
    Fields wanted = Body.object(body);
    wanted.allowOnly(Set.of("event"));
    String event = wanted.text("event");
    if (!store.again(id, event)) {
      throw new Problem(
          404,
          "UNKNOWN_DELIVERY",
          "The event '%s' was never for the web hook '%s'.".formatted(event, id));
    }
    return new JsonObjectBuilder().text("event", event).build().canonical();
  }

  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new Problem(400, "BAD_HOOK", "'url' is no URL.");
    }
  }

  private static void requireKnown(boolean known, String id) {
    if (!known) {
      throw new Problem(404, "UNKNOWN_HOOK", "There is no web hook '%s'.".formatted(id));
    }
  }

  private static JsonObjectBuilder json(Hook hook) {
    return new JsonObjectBuilder()
        .text("id", hook.id())
        .text("url", hook.url().toString())
        .texts("kinds", hook.kinds().stream().map(HookKind::word).sorted().toList())
        .flag("gone", hook.gone());
  }

  private static Json json(Delivery delivery) {
    return new JsonObjectBuilder()
        .text("event", delivery.eventId())
        .text("kind", delivery.kind().word())
        .text("state", delivery.state().name().toLowerCase(java.util.Locale.ROOT))
        .integer("attempts", delivery.attempts())
        .integer("status", delivery.status())
        .text("what", delivery.what())
        .text("at", delivery.next().toString())
        .build();
  }
}
