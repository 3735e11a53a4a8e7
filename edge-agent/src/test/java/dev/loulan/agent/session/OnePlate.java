package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.SignedDocument;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

/** A shelf with one plate on which these products stand, each for 2.50. */
final class OnePlate {
  private static final String BOARD = "1";
  private static final String PLATE = "s1p1";

  private OnePlate() {}

  static PlayedBoard with(int weightMg, Product... products) {
    return new PlayedBoard(
        new ShelfMachine(
            Recovered.nothing(),
            new ShelfSettings(ZoneOffset.UTC, 0, "USD", false),
            List.of(plan(products), prices(products)),
            true),
        BOARD,
        List.of(PLATE),
        new int[] {weightMg},
        300);
  }

  private static ShelfDocument plan(Product... products) {
    TreeMap<Gtin, Product> known = new TreeMap<>();
    TreeMap<Gtin, Terms> terms = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    for (Product product : products) {
      known.put(product.gtin(), product);
      terms.put(product.gtin(), new Terms("acme", 0));
      places.put(product.gtin(), List.of(new PlateId(BOARD, PLATE)));
    }
    return new ShelfDocument.Plan(signed("1"), 0, known, terms, places);
  }

  private static ShelfDocument prices(Product... products) {
    TreeMap<Gtin, Long> prices = new TreeMap<>();
    for (Product product : products) {
      prices.put(product.gtin(), 250L);
    }
    return new ShelfDocument.Prices(signed("2"), 0, "USD", prices);
  }

  private static SignedDocument signed(String version) {
    return new SignedDocument(
        version,
        "1970-01-01T00:00:00Z",
        Bytes.of(new byte[32]),
        "0123456789abcdef",
        Bytes.of(new byte[64]));
  }
}
