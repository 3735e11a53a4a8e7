package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.agent.session.CalibrationView.Refusal;
import dev.loulan.agent.session.CalibrationView.State;
import dev.loulan.agent.session.Input.Calibrate.Act;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.journal.entry.Calibration;
import dev.loulan.journal.entry.Restock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A person calibrates a plate of the demo's shelf. */
final class PlateCalibratorTest {
  private static final int NOODLES = 4;
  private static final PlateId PLATE = DemoBoard.SHELF.products().get(NOODLES).plate();
  private static final long NOODLE_MG = DemoBoard.SHELF.products().get(NOODLES).unitWeightMg();
  private static final int WEIGHT_MG = 500_000;

  private PlayedBoard board = booted();
  private long request;
  private int awayMg;

  @Test
  void whatever_gain_and_zero_a_cell_has_the_plate_weighs_right_afterwards() {
    for (long seed = 1; seed <= 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      board = booted();
      double gain = random.nextDouble(0.81, 1.24);
      board.cell(NOODLES, gain, random.nextInt(-3_000_000, 3_000_000));
      board.rest(4);
      int trueMg = board.weightMg(NOODLES);
      calibrate();
      assertThat(view().state()).as("seed " + seed).isEqualTo(State.APPLIED);
      assertThat(view().gainPpm() / 1e6).as("seed " + seed).isCloseTo(gain, within(0.001));
      board.rest(4);
      assertThat(level()).as("seed " + seed).isCloseTo(trueMg, within(trueMg / 1_000L + 300));
    }
  }

  @Test
  void a_cell_that_says_too_little_sells_rightly_once_it_is_calibrated() {
    board.cell(NOODLES, 1.2, 80_000);
    board.rest(4);
    calibrate();
    board.rest(4);
    visit(() -> board.add(NOODLES, -3 * NOODLE_MG));
    assertThat(board.reviews()).isEmpty();
    assertThat(board.sales())
        .singleElement()
        .satisfies(sale ->
            assertThat(sale.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.quantity()).isEqualTo(3)));
  }

  @Test
  void what_is_done_to_calibrate_is_neither_sold_nor_delivered() {
    board.rest(4);
    calibrate();
    board.rest(30);
    assertThat(board.told()).isEmpty();
    board.restocking(true);
    board.door(true);
    board.rest(2);
    calibrate();
    board.rest(2);
    board.door(false);
    board.rest(6);
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isEmpty();
    assertThat(board.journaled()).noneMatch(Restock.class::isInstance);
  }

  @Test
  void goods_delivered_after_it_in_the_same_session_are_weighed_by_the_new_gain() {
    board.cell(NOODLES, 1.2, 0);
    board.rest(4);
    board.restocking(true);
    board.door(true);
    board.rest(2);
    calibrate();
    board.rest(3);
    board.add(NOODLES, 2 * NOODLE_MG);
    board.rest(2);
    board.door(false);
    board.rest(6);
    assertThat(board.journaled())
        .filteredOn(Restock.class::isInstance)
        .singleElement()
        .satisfies(entry ->
            assertThat(((Restock) entry).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.quantity()).isEqualTo(2)));
  }

  @Test
  void the_next_boot_weighs_a_loaded_plate_by_what_the_journal_says() {
    board.cell(NOODLES, 1.1, -40_000);
    board.rest(4);
    calibrate();
    board.rest(4);
    long before = level();
    Calibration entry =
        (Calibration)
            board.journaled().stream().filter(Calibration.class::isInstance).findFirst().get();
    assertThat(entry.plate()).isEqualTo(PLATE.toString());
    PlayedBoard next =
        DemoBoard.booted(DemoBoard.levels(), DemoBoard.USUAL_NOISE_MG, List.of(entry));
    next.hello();
    next.cell(NOODLES, 1.1, -40_000);
    board = next;
    board.rest(4);
    assertThat(level()).isCloseTo(before, within(300L));
  }

  @Test
  void an_empty_plate_alone_sets_the_zero_and_leaves_the_gain() {
    board.cell(NOODLES, 1, 25_000);
    board.rest(4);
    begin();
    ask(Act.EMPTY, 0);
    board.rest(4);
    putBack();
    ask(Act.APPLY, 0);
    board.rest(4);
    assertThat(level()).isCloseTo(board.weightMg(NOODLES), within(300L));
    assertThat(view().gainPpm()).isEqualTo(1_000_000);
  }

  @Test
  void a_second_weight_is_taken_into_the_line() {
    board.cell(NOODLES, 0.9, 0);
    board.rest(4);
    begin();
    ask(Act.EMPTY, 0);
    board.rest(4);
    long first = weigh(200_000, 200_000).gainSigmaPpm();
    board.add(NOODLES, -200_000);
    board.rest(1);
    CalibrationView both = weigh(2_000_000, 2_000_000);
    assertThat(both.state()).isEqualTo(State.WEIGHED);
    assertThat(both.gainPpm()).isCloseTo(900_000, within(300L));
    assertThat(both.gainSigmaPpm()).isLessThanOrEqualTo(first);
  }

  @Test
  void a_hand_on_the_plate_is_refused_and_the_same_weight_is_taken_without_it() {
    emptied();
    board.add(NOODLES, WEIGHT_MG);
    ask(Act.WEIGHT, WEIGHT_MG);
    SplittableRandom hand = new SplittableRandom(3);
    for (int second = 0; second < 30; second++) {
      int press = hand.nextInt(20_000, 300_000);
      board.add(NOODLES, press);
      board.rest(1);
      board.add(NOODLES, -press);
    }
    assertThat(view().refused()).isEqualTo(Refusal.NOT_CALM);
    assertThat(view().state()).isEqualTo(State.EMPTY);
    ask(Act.WEIGHT, WEIGHT_MG);
    board.rest(4);
    assertThat(view().state()).isEqualTo(State.WEIGHED);
  }

  @Test
  void a_weight_too_light_for_the_noise_is_refused() {
    emptied();
    assertThat(weigh(3_000, 3_000).refused()).isEqualTo(Refusal.TOO_LIGHT);
    assertThat(view().state()).isEqualTo(State.EMPTY);
  }

  @Test
  void a_plate_that_becomes_lighter_under_the_weight_is_refused() {
    emptied();
    assertThat(weigh(-400_000, WEIGHT_MG).refused()).isEqualTo(Refusal.WRONG_DIRECTION);
  }

  @Test
  void a_weight_that_is_not_the_one_that_was_named_is_refused() {
    emptied();
    assertThat(weigh(1_000_000, WEIGHT_MG).refused()).isEqualTo(Refusal.IMPLAUSIBLE);
    board.add(NOODLES, -1_000_000);
    assertThat(weigh(0, WEIGHT_MG).refused()).isEqualTo(Refusal.NO_WEIGHT);
    assertThat(weigh(WEIGHT_MG, WEIGHT_MG).refused()).isNull();
  }

  @Test
  void nothing_counts_before_the_last_word_and_ten_minutes_of_silence_end_it() {
    board.cell(NOODLES, 1.2, 0);
    board.rest(4);
    long before = level();
    emptied();
    weigh(WEIGHT_MG, WEIGHT_MG);
    putBack();
    board.silence(601);
    assertThat(view().state()).isEqualTo(State.CANCELLED);
    board.add(NOODLES, -WEIGHT_MG);
    board.rest(4);
    assertThat(level()).isCloseTo(before, within(300L));
    assertThat(board.journaled()).noneMatch(Calibration.class::isInstance);
    ask(Act.APPLY, 0);
    assertThat(view().refused()).isEqualTo(Refusal.OUT_OF_ORDER);
  }

  @Test
  void broken_off_in_the_middle_of_a_measurement_it_ends_at_once() {
    board.rest(4);
    long before = level();
    begin();
    ask(Act.EMPTY, 0);
    board.rest(1);
    ask(Act.EMPTY, 0);
    assertThat(view().state()).isEqualTo(State.MEASURING);
    assertThat(view().refused()).isEqualTo(Refusal.OUT_OF_ORDER);
    ask(Act.CANCEL, 0);
    assertThat(view().state()).isEqualTo(State.CANCELLED);
    putBack();
    board.rest(4);
    assertThat(level()).isCloseTo(before, within(300L));
  }

  @Test
  void steps_out_of_their_order_a_plate_that_is_not_there_and_a_second_one_are_refused() {
    board.rest(4);
    ask(Act.APPLY, 0);
    assertThat(view().refused()).isEqualTo(Refusal.OUT_OF_ORDER);
    begin();
    ask(Act.WEIGHT, WEIGHT_MG);
    assertThat(view().refused()).isEqualTo(Refusal.OUT_OF_ORDER);
    PlateId other = DemoBoard.SHELF.products().getFirst().plate();
    board.give(new Input.Calibrate(++request, other, Act.BEGIN, 0));
    assertThat(view(other).refused()).isEqualTo(Refusal.BUSY);
    assertThat(view().state()).isEqualTo(State.BEGUN);
    PlateId none = new PlateId("9", "s9p9");
    ask(Act.CANCEL, 0);
    board.give(new Input.Calibrate(++request, none, Act.BEGIN, 0));
    assertThat(view(none).refused()).isEqualTo(Refusal.NO_SUCH_PLATE);
  }

  @Test
  void a_plate_stays_in_the_session_of_a_shopper() {
    board.rest(4);
    board.door(true);
    board.rest(1);
    begin();
    assertThat(view().refused()).isEqualTo(Refusal.SHOPPER_INSIDE);
    board.add(NOODLES, awayMg - NOODLE_MG);
    board.rest(2);
    board.door(false);
    board.rest(4);
    assertThat(board.sales()).hasSize(1);
  }

  @Test
  void a_shopper_who_comes_in_between_is_charged_nothing_by_weight_on_that_plate() {
    emptied();
    visit(() -> board.add(NOODLES, 30_000));
    assertThat(board.sales()).isEmpty();
  }

  private void calibrate() {
    begin();
    ask(Act.EMPTY, 0);
    board.rest(4);
    weigh(WEIGHT_MG, WEIGHT_MG);
    board.add(NOODLES, -WEIGHT_MG);
    putBack();
    board.rest(1);
    ask(Act.APPLY, 0);
  }

  private void emptied() {
    board.rest(4);
    begin();
    ask(Act.EMPTY, 0);
    board.rest(4);
    assertThat(view().state()).isEqualTo(State.EMPTY);
  }

  private void begin() {
    ask(Act.BEGIN, 0);
    awayMg = board.weightMg(NOODLES);
    board.add(NOODLES, -awayMg);
    board.rest(1);
  }

  private void putBack() {
    board.add(NOODLES, awayMg);
  }

  private CalibrationView weigh(int putOnMg, int saidMg) {
    board.add(NOODLES, putOnMg);
    board.rest(1);
    ask(Act.WEIGHT, saidMg);
    board.rest(4);
    return view();
  }

  private void ask(Act act, long trueMg) {
    board.give(new Input.Calibrate(++request, PLATE, act, trueMg));
  }

  private CalibrationView view() {
    return view(PLATE);
  }

  private CalibrationView view(PlateId plate) {
    return board.view().calibrations().stream()
        .filter(c -> c.plate().equals(plate.toString()))
        .findFirst()
        .orElseThrow();
  }

  private long level() {
    return board.view().plates().stream()
        .filter(p -> p.id().equals(PLATE))
        .mapToLong(ShelfView.Plate::mg)
        .findFirst()
        .orElseThrow();
  }

  private void visit(Runnable hands) {
    board.door(true);
    hands.run();
    board.rest(2);
    board.door(false);
    board.rest(4);
  }

  private static PlayedBoard booted() {
    PlayedBoard board = DemoBoard.booted(DemoBoard.levels(), DemoBoard.USUAL_NOISE_MG);
    board.hello();
    return board;
  }
}
