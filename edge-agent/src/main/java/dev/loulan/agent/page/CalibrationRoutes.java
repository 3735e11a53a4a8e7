package dev.loulan.agent.page;

import dev.loulan.agent.Agent;
import dev.loulan.agent.RunningAgent;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.sync.LiveState;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.planogram.PlateId;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /calibration?plate=BOARD/PLATE&act=begin|empty|weight|apply|cancel&mg=N}: the next
 * act of a calibration, answered with its number; {@code GET /calibration?plate=}: how far it has
 * come.
 */
@ApplicationScoped
class CalibrationRoutes {
  /** Half a tonne: no shelf's plate bears it. */
  private static final long MOST_MG = 500_000_000;

  private final RunningAgent running;
  private final AtomicLong requests = new AtomicLong();

  CalibrationRoutes(RunningAgent running) {
    this.running = running;
  }

  void routes(@Observes Router router) {
    router.post("/calibration").handler(call -> admitted(call).ifPresent(a -> act(call, a)));
    router.get("/calibration").handler(call -> admitted(call).ifPresent(a -> show(call, a)));
  }

  private Optional<Agent> admitted(RoutingContext call) {
    Optional<Agent> agent = running.get();
    if (agent.isEmpty()) {
      call.response().setStatusCode(503).end();
      return agent;
    }
    String header = call.request().getHeader("Authorization");
    if (running.access().filter(access -> access.admits(header)).isEmpty()) {
      call.response().setStatusCode(401).putHeader("WWW-Authenticate", "Bearer").end();
      return Optional.empty();
    }
    return agent;
  }

  private void act(RoutingContext call, Agent agent) {
    Input.@Nullable Calibrate asked = asked(call, requests.incrementAndGet());
    if (asked == null) {
      call.response().setStatusCode(400).end();
    } else if (!agent.calibrate(asked)) {
      call.response().setStatusCode(503).end();
    } else {
      call.response()
          .setStatusCode(202)
          .putHeader("Content-Type", "application/json")
          .end(new JsonObjectBuilder().integer("request", asked.request()).build().text());
    }
  }

  private static Input.@Nullable Calibrate asked(RoutingContext call, long request) {
    try {
      var act =
          Input.Calibrate.Act.valueOf(
              String.valueOf(call.request().getParam("act")).toUpperCase(Locale.ROOT));
      PlateId plate = PlateId.parse(String.valueOf(call.request().getParam("plate")));
      String mg = call.request().getParam("mg");
      long trueMg = mg == null ? 0 : Long.parseLong(mg);
      boolean needed = act == Input.Calibrate.Act.WEIGHT;
      boolean fits = needed ? trueMg > 0 && trueMg <= MOST_MG : trueMg == 0;
      return fits ? new Input.Calibrate(request, plate, act, trueMg) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void show(RoutingContext call, Agent agent) {
    call.response()
        .putHeader("Content-Type", "application/json")
        .end(
            LiveState.calibration(agent.view(), String.valueOf(call.request().getParam("plate")))
                .text());
  }
}
