package dev.loulan.server.web;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.text.Retelling;
import dev.loulan.server.web.Figures.DeviceRecord;
import dev.loulan.server.web.Figures.ProductRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts what the controllers last said into words. */
final class ShelfPresenter {
  private static final int MANY_PLATES = 24;
  private static final Json RESTOCKING = new Json.Bool(true);
  private static final Map<String, String> TONES =
      Map.of("active", "good", "claimed", "warn", "new", "", "away", "warn", "revoked", "bad");

  private final Texts texts;
  private final Formats formats;

  ShelfPresenter(Texts texts) {
    this.texts = texts;
    this.formats = new Formats(texts.locale());
  }

  ShelfView view(DeviceRecord device) {
    return new ShelfView(
        device.device(),
        device.shelf(),
        device.site(),
        "state." + (TONES.containsKey(device.state()) ? device.state() : "away"),
        TONES.getOrDefault(device.state(), "warn"),
        device
            .seenMicros()
            .map(at -> texts.with("device.seen", formats.moment(at, device.zone())))
            .orElse(texts.get("device.never")),
        device.lagEntries() == 0
            ? ""
            : texts.with("device.lag", Long.toString(device.lagEntries())),
        device.live().isPresent(),
        device.live().flatMap(live -> live.find("restocking")).equals(Optional.of(RESTOCKING)),
        door(device),
        session(device),
        device.live().map(this::boards).orElse(List.of()),
        device.live().flatMap(live -> live.integerOrNone("gaps")).orElse(0L),
        device.live().map(live -> live.texts("alerts")).orElse(List.of()).stream()
            .map(said -> Retelling.alert(texts.locale(), said))
            .toList());
  }

  private static String door(DeviceRecord device) {
    return device
        .live()
        .flatMap(live -> live.textOrNone("door"))
        .map(word -> word.equals("open") ? "door.open" : "door.closed")
        .orElse("door.none");
  }

  private static String session(DeviceRecord device) {
    return device
        .live()
        .flatMap(live -> live.textOrNone("session"))
        .map(word -> word.equals("settling") ? "session.settling" : openOrNot(word))
        .orElse("session.closed");
  }

  private static String openOrNot(String word) {
    return List.of("none", "idle", "closed", "").contains(word) ? "session.closed" : "session.open";
  }

  private List<ShelfView.BoardView> boards(Fields live) {
    Map<String, List<Fields>> byBoard = new LinkedHashMap<>();
    for (Fields plate : live.objects("plates")) {
      byBoard.computeIfAbsent(plate.text("board"), board -> new ArrayList<>()).add(plate);
    }
    int plates = live.objects("plates").size();
    boolean named = byBoard.size() > 1;
    List<ShelfView.BoardView> boards = new ArrayList<>();
    byBoard.forEach((name, members) ->
        boards.add(
            new ShelfView.BoardView(
                name,
                named,
                plates > MANY_PLATES,
                members.stream()
                    .sorted(Comparator.comparing(plate -> order(plate.text("plate"))))
                    .map(this::plate)
                    .toList())));
    return boards;
  }

  /** So that plate 10 comes after plate 9. */
  private static String order(String plate) {
    return plate.chars().allMatch(Character::isDigit) && plate.length() < 10
        ? "0".repeat(10 - plate.length()) + plate
        : plate;
  }

  private ShelfView.PlateView plate(Fields plate) {
    boolean settled = plate.flag("settled");
    String product = plate.textOrNone("name").or(() -> plate.textOrNone("gtin")).orElse("");
    String tone = product.isEmpty() ? "none" : "";
    return new ShelfView.PlateView(
        plate.text("plate"),
        plate.integerOrNone("mg").map(formats::grams).orElse("–"),
        settled,
        settled ? tone : "moving",
        product);
  }

  /** The goods of one supplier on one live shelf, by weight. */
  List<StockView> stock(DeviceRecord device, List<ProductRecord> products) {
    List<StockView> views = new ArrayList<>();
    for (ProductRecord product : products) {
      long weightMg = 0;
      boolean found = false;
      for (Fields plate : device.live().map(live -> live.objects("plates")).orElse(List.of())) {
        if (plate.textOrNone("gtin").filter(product.gtin()::equals).isPresent()) {
          weightMg += plate.integerOrNone("mg").orElse(0L);
          found = true;
        }
      }
      if (found) {
        views.add(
            new StockView(
                device.shelf(),
                product.gtin(),
                product.name(),
                formats.grams(weightMg),
                units(weightMg, product.unitWeightMg())));
      }
    }
    return views;
  }

  private static String units(long weightMg, long unitWeightMg) {
    return unitWeightMg <= 0
        ? "–"
        : Long.toString(Math.max(0, (weightMg + unitWeightMg / 2) / unitWeightMg));
  }
}
