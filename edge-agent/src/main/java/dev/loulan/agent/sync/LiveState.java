package dev.loulan.agent.sync;

import dev.loulan.agent.session.ShelfView;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** A shelf's view as JSON for pages. */
public final class LiveState {
  private LiveState() {}

  public static Json.Obj json(ShelfView view, List<String> alerts) {
    return new JsonObjectBuilder()
        .integer("atMicros", view.atMicros())
        .text("door", view.door())
        .textOrNull("session", Optional.ofNullable(view.session()))
        .array("plates", view.plates().stream().map(LiveState::plate).toList())
        .integer("gaps", view.gaps())
        .flag("restocking", view.restocking())
        .texts("alerts", alerts)
        .build();
  }

  private static Json.Obj plate(ShelfView.Plate plate) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("board", plate.id().board())
            .text("plate", plate.id().plate())
            .integer("mg", plate.mg())
            .flag("settled", plate.settled())
            .text("gtin", plate.gtin())
            .text("name", plate.name());
    plate.score().ifPresent(score -> json.integer("score", score));
    return json.build();
  }
}
