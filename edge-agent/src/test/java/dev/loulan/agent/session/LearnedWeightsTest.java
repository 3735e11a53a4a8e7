package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Product;
import org.junit.jupiter.api.Test;

/** A batch that weighs more than the planogram says, from its deliveries to a sale. */
final class LearnedWeightsTest {
  private static final Gtin BAR = new Gtin("2000000001005");
  private static final int PUBLISHED_MG = 100_000;
  private static final int OF_THE_BATCH_MG = 104_500;
  private static final int TAKEN = 3;

  private final PlayedBoard board =
      OnePlate.with(
          20 * OF_THE_BATCH_MG, new Product(BAR, "bar", (long) PUBLISHED_MG, 1_000, null));

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
}
