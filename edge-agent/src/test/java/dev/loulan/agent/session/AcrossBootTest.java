package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.journal.entry.PlateWeight;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.testkit.sim.DemoShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A door that opens before the first samples after a boot: only levels of before it are known, and
 * at a first boot none.
 */
final class AcrossBootTest {
  private static final DemoShelf SHELF = DemoBoard.SHELF;
  private static final int TEA = 0;
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

  @Test
  void
      goods_that_changed_places_with_others_of_their_weight_before_the_first_sample_are_not_sold() {
    visit(() -> {
      take(JELLY, 1);
      board.add(CANDY, SHELF.products().get(JELLY).unitWeightMg());
      take(CANDY, 2);
    });
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isNotEmpty();
  }

  @Test
  void what_happens_after_the_first_sample_is_seen_move_by_move() {
    board.hello();
    board.door(true);
    board.rest(2);
    take(JELLY, 1);
    board.rest(2);
    board.add(CANDY, SHELF.products().get(JELLY).unitWeightMg());
    board.rest(2);
    take(CANDY, 1);
    board.rest(2);
    board.door(false);
    board.rest(4);
    assertThat(board.reviews()).isEmpty();
    assertThat(board.sales()).hasSize(1);
    assertThat(board.sales().getFirst().lines())
        .extracting(SaleLine::gtin)
        .containsExactly(SHELF.products().get(CANDY).gtin().value());
  }

  @Test
  void light_goods_of_before_the_first_sample_that_come_to_a_heavy_plate_after_it_are_not_sold() {
    board.hello();
    board.door(true);
    take(CHOCOLATE, 1);
    board.rest(3);
    board.add(TEA, SHELF.products().get(CHOCOLATE).unitWeightMg());
    board.rest(3);
    board.door(false);
    board.rest(4);
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isNotEmpty();
  }

  @Test
  void what_left_while_no_door_was_open_is_not_sold_to_the_first_shopper_after_a_boot() {
    board.hello();
    board.rest(3);
    emptyVisit();
    take(TEA, 1);
    board.rest(6);
    SortedMap<PlateId, Long> kept = board.levelsInJournal();
    assertThat(kept).hasSize(SHELF.products().size() - 1);

    board = DemoBoard.booted(kept, DemoBoard.USUAL_NOISE_MG);
    take(TEA, 1);
    visit(() -> take(NUTS, 1));
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isNotEmpty();
  }

  @Test
  void levels_that_changed_while_no_door_was_open_are_told_by_the_next_session() {
    board.hello();
    board.rest(3);
    emptyVisit();
    take(TEA, 1);
    board.rest(4);
    take(TEA, -1);
    board.rest(4);
    emptyVisit();
    assertThat(board.levelsInJournal()).hasSize(SHELF.products().size());
  }

  /** What the board kept meanwhile is still to come, though it says that its door is shut now. */
  @Test
  void a_session_that_was_taken_up_goes_on_while_hands_are_in_the_frames_that_come_again() {
    List<PlateWeight> before = new ArrayList<>();
    DemoBoard.levels().forEach((plate, mg) -> before.add(new PlateWeight(plate.toString(), mg)));
    board =
        DemoBoard.booted(
            DemoBoard.levels(),
            DemoBoard.USUAL_NOISE_MG,
            List.of(new SessionOpened("s-1", null, before)));
    board.hello();
    board.rest(2);
    for (int unit = 0; unit < 3; unit++) {
      take(NUTS, 1);
      board.rest(7);
    }
    board.door(false);
    board.rest(4);
    assertThat(board.sales()).hasSize(1);
    assertThat(board.sales().getFirst().lines()).extracting(SaleLine::quantity).containsExactly(3L);
  }

  private void emptyVisit() {
    board.door(true);
    board.rest(3);
    board.door(false);
    board.rest(4);
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
