package dev.loulan.agent.sync;

import dev.loulan.agent.session.CalibrationView;
import dev.loulan.agent.session.EarlyChange;
import dev.loulan.agent.session.ShelfView;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
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

  /** How far the calibration of a plate has come; empty when nobody asked for one. */
  public static Json.Obj calibration(ShelfView view, String plate) {
    return view.calibrations().stream()
        .filter(c -> c.plate().equals(plate))
        .findFirst()
        .map(LiveState::json)
        .orElseGet(() -> new JsonObjectBuilder().build());
  }

  private static Json.Obj json(CalibrationView now) {
    CalibrationView.Refusal refused = now.refused();
    return new JsonObjectBuilder()
        .integer("request", now.request())
        .text("plate", now.plate())
        .text("state", word(now.state()))
        .textOrNull("refused", Optional.ofNullable(refused).map(LiveState::word))
        .integer("readMg", now.readMg())
        .integer("sigmaMg", now.sigmaMg())
        .integer("zeroMg", now.zeroMg())
        .integer("gainPpm", now.gainPpm())
        .integer("gainSigmaPpm", now.gainSigmaPpm())
        .build();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
    EarlyChange change = plate.change();
    if (change != null) {
      json.json(
          "change",
          new JsonObjectBuilder()
              .integer("mg", change.deltaMg())
              .text("gtin", change.gtin())
              .text("name", change.name())
              .integer("units", change.units())
              .build());
    }
    return json.build();
  }
}
