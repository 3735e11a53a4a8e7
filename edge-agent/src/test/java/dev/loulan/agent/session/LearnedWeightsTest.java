package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.SignedDocument;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A batch that weighs more than the planogram says, from its deliveries to a sale. */
final class LearnedWeightsTest {
  private static final String BOARD = "1";
  private static final String PLATE = "s1p1";
  private static final Gtin BAR = new Gtin("2000000001005");
  private static final int PUBLISHED_MG = 100_000;
  private static final int OF_THE_BATCH_MG = 104_500;
  private static final int TAKEN = 3;

  private final PlayedBoard board =
      new PlayedBoard(
          new ShelfMachine(
              Recovered.nothing(),
              new ShelfSettings(ZoneOffset.UTC, 0, "USD", false),
              List.of(plan(), prices()),
              true),
          BOARD,
          List.of(PLATE),
          new int[] {20 * OF_THE_BATCH_MG},
          300);

  @Test
  void many_units_of_a_heavier_batch_are_not_sold_by_the_published_weight() {
    board.hello();
    board.rest(3);
    take();
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).hasSize(1);
  }

  @Test
  void after_its_deliveries_they_are_counted_right() {
    board.hello();
    board.rest(3);
    board.restocking(true);
    for (int delivery = 0; delivery < 60; delivery++) {
      visit(OF_THE_BATCH_MG);
    }
    board.restocking(false);
    take();
    assertThat(board.reviews()).isEmpty();
    assertThat(board.sales())
        .singleElement()
        .satisfies(sale -> assertThat(sale.lines().getFirst().quantity()).isEqualTo(TAKEN));
  }

  private void take() {
    visit(-TAKEN * OF_THE_BATCH_MG);
  }

  private void visit(int mg) {
    board.door(true);
    board.rest(1);
    board.add(0, mg);
    board.rest(3);
    board.door(false);
    board.rest(4);
  }

  private static ShelfDocument plan() {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    products.put(BAR, new Product(BAR, "bar", (long) PUBLISHED_MG, 1_000, null));
    TreeMap<Gtin, Terms> terms = new TreeMap<>();
    terms.put(BAR, new Terms("acme", 0));
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    places.put(BAR, List.of(new PlateId(BOARD, PLATE)));
    return new ShelfDocument.Plan(signed("1"), 0, products, terms, places);
  }

  private static ShelfDocument prices() {
    TreeMap<Gtin, Long> prices = new TreeMap<>();
    prices.put(BAR, 250L);
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
