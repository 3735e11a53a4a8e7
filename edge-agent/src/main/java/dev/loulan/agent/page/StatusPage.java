package dev.loulan.agent.page;

import dev.loulan.agent.Agent;
import dev.loulan.agent.RunningAgent;
import dev.loulan.agent.session.CalibrationView;
import dev.loulan.agent.session.EarlyChange;
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
import org.jspecify.annotations.Nullable;

/** {@code GET /}: the shelf now, as a page or, when asked for, as JSON. */
@ApplicationScoped
class StatusPage {
  private final RunningAgent running;

  StatusPage(RunningAgent running) {
    this.running = running;
  }

  void routes(@Observes Router router) {
    router.get("/").handler(this::show);
    router.get("/reading.svg").handler(this::reading);
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
        .putHeader("Refresh", view.session() == null ? "2" : "1")
        .end(html(agent.get(), view, alerts, words));
  }

  /** The picture of the session that was read last; there is none before the first. */
  private void reading(RoutingContext call) {
    SessionNotice last = running.get().map(Agent::lastSession).orElse(null);
    if (last == null || last.read().steps().isEmpty()) {
      call.response().setStatusCode(404).end();
      return;
    }
    Words words = Words.of(call.request().getHeader("Accept-Language"));
    call.response()
        .putHeader("Content-Type", "image/svg+xml; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(ReadingPicture.svg(last, words));
  }

  private static String html(Agent agent, ShelfView view, List<String> alerts, Words words) {
    SessionNotice notice = agent.lastSession();
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
        .append(last(notice, words));
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
      page.append("<td>").append(change(plate.change()));
    }
    page.append("</table>");
    if (notice != null && !notice.read().steps().isEmpty()) {
      page.append("<p><img src=\"/reading.svg\" style=\"max-width:100%\" alt=\"")
          .append(words.get("picture"))
          .append("\">");
    }
    return page.append("</html>").toString();
  }

  /** What a plate that still rings changes by, in goods where they weigh like it. */
  private static String change(@Nullable EarlyChange change) {
    if (change == null) {
      return "";
    }
    String sign = change.deltaMg() < 0 ? "−" : "+";
    return change.units() > 0
        ? sign + change.units() + " × " + escaped(change.name())
        : String.format(Locale.ROOT, "%+.1f g", change.deltaMg() / 1000.0);
  }

  private static String last(@Nullable SessionNotice notice, Words words) {
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
