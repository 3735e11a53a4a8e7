package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.testkit.sim.DemoShelf;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A door that opens before the first samples after a boot: only levels of before it are known, and
 * at a first boot none.
 */
final class AcrossBootTest {
  private static final DemoShelf SHELF = DemoBoard.SHELF;
  private static final int CHOCOLATE = 3;
  private static final int NOODLES = 4;
  private static final int NUTS = 5;
  private static final int JELLY = 6;
  private static final int CANDY = 7;

  private PlayedBoard board = DemoBoard.booted(DemoBoard.levels(), DemoBoard.USUAL_NOISE_MG);

  @Test
  void what_differs_and_can_be_told_is_sold() {
    visit(() -> take(CANDY, 1));
    assertThat(board.sales()).hasSize(1);
    assertThat(board.reviews()).isEmpty();
  }

  @Test
  void a_doubt_on_one_plate_is_a_doubt_about_all_since_goods_may_have_been_put_elsewhere() {
    visit(this::takeAndPutElsewhere);
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isNotEmpty();
  }

  @Test
  void nobody_is_asked_to_scan_what_no_scan_can_settle() {
    board.scan("4006381333931");
    visit(this::takeAndPutElsewhere);
    assertThat(board.states())
        .doesNotContain(SessionNotice.State.ASKED)
        .endsWith(SessionNotice.State.REVIEW);
  }

  @Test
  void chocolate_and_noodles_are_not_sold_as_one_jelly_that_was_moved() {
    visit(() -> {
      take(CHOCOLATE, 1);
      take(NOODLES, 1);
      take(JELLY, -1);
    });
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isNotEmpty();
  }

  @Test
  void at_a_first_boot_nobody_knows_what_left_a_plate_before_its_first_sample() {
    board = DemoBoard.booted(new TreeMap<>(), DemoBoard.USUAL_NOISE_MG);
    visit(() -> take(CANDY, 1));
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).hasSize(1);
  }

  @Test
  void what_is_taken_after_the_first_sample_is_sold_beside_the_doubt_about_what_was_taken_before() {
    board = DemoBoard.booted(new TreeMap<>(), DemoBoard.USUAL_NOISE_MG);
    visit(() -> {
      take(NUTS, 1);
      board.rest(2);
      take(NUTS, 1);
    });
    assertThat(board.sales()).hasSize(1);
    assertThat(board.reviews()).isNotEmpty();
  }

  /** The chocolate stands with the nuts in the end, two of which are gone. */
  private void takeAndPutElsewhere() {
    take(CANDY, 1);
    take(NUTS, 2);
    take(CHOCOLATE, 1);
    board.add(NUTS, SHELF.products().get(CHOCOLATE).unitWeightMg());
  }

  private void take(int plate, int units) {
    board.add(plate, -units * SHELF.products().get(plate).unitWeightMg());
  }

  private void visit(Runnable hands) {
    board.hello();
    board.door(true);
    hands.run();
    board.rest(2);
    board.door(false);
    board.rest(4);
  }
}
