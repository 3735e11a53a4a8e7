package dev.loulan.server.web;

import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.identity.Account;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one open page was sent last; one thread at a time. */
final class LiveParts {
  private static final int TICKS_BETWEEN_SIGNS = 30;

  private final Page page;
  private final Account account;
  private final Board board;
  private final Sse sse;
  private final Map<String, String> sent = new HashMap<>();
  private long shownVersion = -1;
  private int quietTicks;

  LiveParts(Page page, Account account, Board board, Sse sse) {
    this.page = page;
    this.account = account;
    this.board = board;
    this.sse = sse;
  }

  /** The parts that differ from what was sent; a sign of life after 12 s of quiet. */
  List<OutboundSseEvent> changed(boolean sessionOpen) {
    if (!sessionOpen) {
      return List.of(sse.newEventBuilder().name("bye").data("").build());
    }
    List<OutboundSseEvent> events = new ArrayList<>();
    long version = board.version();
    quietTicks++;
    // Also now and then without news, because "last heard" ages by itself.
    if (version != shownVersion || quietTicks >= TICKS_BETWEEN_SIGNS) {
      shownVersion = version;
      parts().forEach((id, template) -> add(events, id, template.render()));
    }
    if (events.isEmpty() && quietTicks >= TICKS_BETWEEN_SIGNS) {
      events.add(sse.newEventBuilder().comment("here").build());
    }
    quietTicks = events.isEmpty() ? quietTicks : 0;
    return events;
  }

  private Map<String, TemplateInstance> parts() {
    Map<String, TemplateInstance> parts = new HashMap<>();
    parts.put("sales", Templates.Part.sales(page, board.lastSales()));
    parts.put("shares", Templates.Part.shares(page, board.shares()));
    if (account.role().runsShelves()) {
      List<ShelfView> shelves = board.shelves();
      parts.put("shelves", Templates.Part.shelves(page, shelves));
      parts.put("devices", Templates.Part.devices(page, shelves));
      parts.put("reviews", Templates.Part.reviews(page, board.reviews()));
    } else {
      parts.put("stock", Templates.Part.stock(page, board.stock()));
    }
    return parts;
  }

  private void add(List<OutboundSseEvent> events, String id, String html) {
    if (!html.equals(sent.put(id, html))) {
      String data = new JsonObjectBuilder().text("id", id).text("html", html).build().text();
      events.add(sse.newEventBuilder().name("part").data(data).build());
    }
  }
}
