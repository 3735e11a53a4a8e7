package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.testkit.sim.DemoShelf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames that are missing just before the door closes, so that no plate rests again after them. */
final class MissingAtTheEndTest {
  private static final DemoShelf SHELF = DemoShelf.standard();
  private static final int NUTS = 5;
  private static final int CANDY = 7;
  private static final long CANDY_MG = SHELF.products().get(CANDY).unitWeightMg();

  private final PlayedBoard board =
      new PlayedBoard(
          new ShelfMachine(Recovered.nothing(), DemoFeed.settings(), DemoFeed.documents(), true),
          SHELF.board(),
          SHELF.plates(),
          SHELF.products().stream()
              .mapToInt(product -> Math.toIntExact(20 * product.unitWeightMg()))
              .toArray(),
          200);

  @BeforeEach
  void a_unit_is_taken() {
    board.hello();
    board.rest(4);
    board.door(true);
    board.rest(1);
    board.add(CANDY, -CANDY_MG);
    board.rest(3);
  }

  @Test
  void what_may_have_been_put_back_in_them_is_a_review_and_not_sold() {
    board.add(CANDY, CANDY_MG);
    board.loses(2);
    board.door(false);
    board.silence(6);
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isNotEmpty().allMatch(r -> r.reason().equals("samplesMissing"));
  }

  /** Else the next boot charges its first shopper for what left in them. */
  @Test
  void levels_from_before_them_are_not_kept_for_the_next_boot() {
    board.add(CANDY, -CANDY_MG);
    board.loses(2);
    board.door(false);
    board.silence(6);
    assertThat(board.levelsAfter())
        .singleElement()
        .satisfies(levels -> assertThat(levels.plates()).isEmpty());
  }

  @Test
  void a_single_plate_without_readings_at_the_end_hides_what_left_it_and_what_was_put_back_there() {
    board.fails(NUTS, true);
    board.rest(2);
    board.door(false);
    board.rest(8);
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isNotEmpty().allMatch(r -> r.reason().equals("samplesMissing"));
  }

  @Test
  void a_plate_that_has_readings_again_hides_nothing() {
    board.fails(NUTS, true);
    board.rest(2);
    board.fails(NUTS, false);
    board.rest(2);
    board.door(false);
    board.rest(8);
    assertThat(board.sales()).hasSize(1);
    assertThat(board.reviews()).isEmpty();
  }

  @Test
  void what_rests_again_after_them_is_sold() {
    board.loses(2);
    board.rest(3);
    board.door(false);
    board.rest(3);
    assertThat(board.sales()).hasSize(1);
    assertThat(board.reviews()).isEmpty();
  }
}
