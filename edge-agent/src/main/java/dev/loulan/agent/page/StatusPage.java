package dev.loulan.agent.page;

import dev.loulan.agent.Agent;
import dev.loulan.agent.RunningAgent;
import dev.loulan.agent.session.CalibrationView;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.agent.session.ShelfView;
import dev.loulan.agent.sync.LiveState;
import dev.loulan.domain.text.Retelling;
import dev.loulan.journal.entry.Sale;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /}: the shelf now, as a page or, when asked for, as JSON. */
@ApplicationScoped
class StatusPage {
  private final RunningAgent running;

  StatusPage(RunningAgent running) {
    this.running = running;
  }

  void routes(@Observes Router router) {
    router.get("/").handler(this::show);
  }

  private void show(RoutingContext call) {
    Optional<Agent> agent = running.get();
    if (agent.isEmpty()) {
      call.response().setStatusCode(503).end();
      return;
    }
    String accept = call.request().getHeader("Accept");
    ShelfView view = agent.get().view();
    List<String> alerts = agent.get().alerts().texts();
    if (accept != null && accept.contains("application/json")) {
      call.response()
          .putHeader("Content-Type", "application/json")
          .end(LiveState.json(view, alerts).text());
      return;
    }
    Words words = Words.of(call.request().getHeader("Accept-Language"));
    call.response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Refresh", "2")
        .end(html(agent.get(), view, alerts, words));
  }

  private static String html(Agent agent, ShelfView view, List<String> alerts, Words words) {
    StringBuilder page = new StringBuilder(2_000);
    page.append("<!doctype html><html lang=\"")
        .append(words.get("language"))
        .append("\"><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .append(escaped(agent.settings().device()))
        .append("</title><h1>")
        .append(escaped(agent.settings().device()))
        .append("</h1><p>")
        .append(words.get("door"))
        .append(": ")
        .append(words.get("door." + view.door()))
        .append("<p>")
        .append(words.get("last"))
        .append(": ")
        .append(last(agent.lastSession(), words));
    if (view.restocking()) {
      page.append("<p><strong>").append(words.get("restocking")).append("</strong>");
    }
    view.calibrations().stream()
        .filter(CalibrationView::isUnderWay)
        .forEach(calibration ->
            page.append("<p><strong>")
                .append(words.get("calibrating"))
                .append(' ')
                .append(escaped(calibration.plate()))
                .append("</strong>"));
    agent
        .store()
        .ifPresent(store ->
            page.append("<p>")
                .append(words.get("store"))
                .append(": ")
                .append(store.daysLeft())
                .append(' ')
                .append(words.get("days")));
    if (!agent.lockedBecause().isEmpty()) {
      page.append("<p role=\"alert\"><strong>")
          .append(words.get("locked"))
          .append("</strong> (")
          .append(escaped(String.join(", ", agent.lockedBecause())))
          .append(')');
    }
    for (String alert : alerts) {
      page.append("<p role=\"alert\">").append(escaped(Retelling.alert(words.locale(), alert)));
    }
    page.append("<table>");
    for (ShelfView.Plate plate : view.plates()) {
      page.append("<tr><td>")
          .append(escaped(plate.id().toString()))
          .append("<td>")
          .append(escaped(plate.name()))
          .append("<td>")
          .append(String.format(Locale.ROOT, "%.1f g", plate.mg() / 1000.0))
          .append("<td>")
          .append(words.get(plate.settled() ? "resting" : "moving"))
          .append("<td>");
      plate
          .score()
          .ifPresent(score ->
              page.append(words.get("calibration")).append(' ').append(score).append("/100"));
    }
    return page.append("</table></html>").toString();
  }

  private static String last(@org.jspecify.annotations.Nullable SessionNotice notice, Words words) {
    if (notice == null) {
      return words.get("none");
    }
    Sale sale = notice.sale();
    String state = words.get("state." + notice.state().name().toLowerCase(Locale.ROOT));
    return sale == null
        ? state
        : state + " " + escaped(sale.lineTotalMinor() + " " + sale.currency());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
