package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.testkit.sim.DemoProduct;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page shows of a shopper's hand while the plate still rings. */
final class EarlyChangeTest {
  private static final int NOODLES = 4;
  private static final int IN_A_SECOND = 16;
  private static final DemoProduct PRODUCT = DemoBoard.SHELF.products().get(NOODLES);

  private final PlayedBoard board = DemoBoard.booted(DemoBoard.levels(), DemoBoard.USUAL_NOISE_MG);
  private final List<EarlyChange> seen = new ArrayList<>();
  private long firstMicros;

  @Test
  void what_is_taken_shows_while_the_plate_rings_and_is_gone_once_it_rests() {
    opened();
    long released = board.nowMicros();
    board.ring(NOODLES, -2 * PRODUCT.unitWeightMg(), 90_000, IN_A_SECOND, this::look);
    assertThat(seen).isNotEmpty();
    assertThat(seen)
        .allSatisfy(change -> {
          assertThat(change.gtin()).isEqualTo(PRODUCT.gtin().value());
          assertThat(change.units()).isEqualTo(2);
          assertThat(change.deltaMg()).isCloseTo(-2 * PRODUCT.unitWeightMg(), within(3_000L));
        });
    assertThat(firstMicros - released)
        .as("event time, with what one frame holds")
        .isLessThan(375_000);
    board.rest(3);
    assertThat(now()).isNull();
    board.door(false);
    board.rest(4);
    assertThat(board.sales()).hasSize(1);
  }

  @Test
  void what_weighs_like_no_product_of_the_plate_shows_as_weight_alone() {
    opened();
    board.ring(NOODLES, PRODUCT.unitWeightMg() / 2, 60_000, IN_A_SECOND, this::look);
    assertThat(seen).isNotEmpty().allMatch(change -> change.units() == 0);
  }

  @Test
  void a_plate_that_only_trembles_shows_nothing() {
    opened();
    board.ring(NOODLES, 0, 90_000, IN_A_SECOND, this::look);
    assertThat(seen).isEmpty();
    board.rest(2);
    assertThat(now()).isNull();
  }

  private void opened() {
    board.hello();
    board.rest(4);
    board.door(true);
    board.rest(1);
  }

  private void look() {
    EarlyChange change = now();
    if (change != null) {
      firstMicros = seen.isEmpty() ? board.nowMicros() : firstMicros;
      seen.add(change);
    }
  }

  private @org.jspecify.annotations.Nullable EarlyChange now() {
    return board.view().plates().stream()
        .filter(p -> p.id().equals(PRODUCT.plate()))
        .findFirst()
        .orElseThrow()
        .change();
  }
}
