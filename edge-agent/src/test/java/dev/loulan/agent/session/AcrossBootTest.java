package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.testkit.sim.DemoShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A door that opens before the first samples after a boot: only levels of before it are known, and
 * at a first boot none.
 */
final class AcrossBootTest {
  private static final DemoShelf SHELF = DemoShelf.standard();
  private static final int CHOCOLATE = 3;
  private static final int NOODLES = 4;
  private static final int NUTS = 5;
  private static final int JELLY = 6;
  private static final int CANDY = 7;
  private static final long STEP_MICROS = 50_000;

  private final SplittableRandom noise = new SplittableRandom(7);
  private final int[] weightsMg = new int[SHELF.products().size()];
  private final List<SessionNotice> told = new ArrayList<>();
  private final List<Object> journaled = new ArrayList<>();
  private ShelfMachine machine;
  private long sequence = 1;
  private long now = 1_790_000_000_000_000L;

  AcrossBootTest() {
    TreeMap<PlateId, Long> levels = new TreeMap<>();
    for (int plate = 0; plate < weightsMg.length; plate++) {
      weightsMg[plate] = Math.toIntExact(20 * SHELF.products().get(plate).unitWeightMg());
      levels.put(SHELF.products().get(plate).plate(), (long) weightsMg[plate]);
    }
    machine = machine(levels);
  }

  private ShelfMachine machine(TreeMap<PlateId, Long> levels) {
    Recovered nothing = Recovered.nothing();
    Recovered kept =
        new Recovered(
            null,
            nothing.closedSessions(),
            nothing.seen(),
            nothing.tenderReferences(),
            nothing.lastMicros(),
            nothing.lastDay(),
            new PlateauSnapshot(now - 60_000_000, levels),
            null,
            false,
            nothing.learned());
    return new ShelfMachine(kept, DemoFeed.settings(), DemoFeed.documents(), true);
  }

  @Test
  void what_differs_and_can_be_told_is_sold() {
    visit(() -> take(CANDY, 1));
    assertThat(sales()).hasSize(1);
    assertThat(reviews()).isEmpty();
  }

  @Test
  void a_doubt_on_one_plate_is_a_doubt_about_all_since_goods_may_have_been_put_elsewhere() {
    visit(this::takeAndPutElsewhere);
    assertThat(sales()).isEmpty();
    assertThat(reviews()).isNotEmpty();
  }

  @Test
  void nobody_is_asked_to_scan_what_no_scan_can_settle() {
    next(new Frame.Scan(SHELF.board(), sequence, now, "4006381333931"));
    visit(this::takeAndPutElsewhere);
    assertThat(told)
        .extracting(SessionNotice::state)
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
    assertThat(sales()).isEmpty();
    assertThat(reviews()).isNotEmpty();
  }

  @Test
  void at_a_first_boot_nobody_knows_what_left_a_plate_before_its_first_sample() {
    machine = machine(new TreeMap<>());
    visit(() -> take(CANDY, 1));
    assertThat(sales()).isEmpty();
    assertThat(reviews()).hasSize(1);
  }

  @Test
  void what_is_taken_after_the_first_sample_is_sold_beside_the_doubt_about_what_was_taken_before() {
    machine = machine(new TreeMap<>());
    visit(() -> {
      take(NUTS, 1);
      rest(2);
      take(NUTS, 1);
    });
    assertThat(sales()).hasSize(1);
    assertThat(reviews()).isNotEmpty();
  }

  /** The chocolate stands with the nuts in the end, two of which are gone. */
  private void takeAndPutElsewhere() {
    take(CANDY, 1);
    take(NUTS, 2);
    take(CHOCOLATE, 1);
    weightsMg[NUTS] += Math.toIntExact(SHELF.products().get(CHOCOLATE).unitWeightMg());
  }

  private void take(int plate, int units) {
    weightsMg[plate] -= Math.toIntExact(units * SHELF.products().get(plate).unitWeightMg());
  }

  private void visit(Runnable hands) {
    Frame.Hello hello =
        new Frame.Hello(
            SHELF.board(), Frame.Clock.WALL, 9, 1, Frame.DoorState.CLOSED, SHELF.plates());
    carryOut(machine.step(new Input.Hello(hello, true)));
    next(new Frame.Door(SHELF.board(), sequence, now, true));
    hands.run();
    rest(2);
    next(new Frame.Door(SHELF.board(), sequence, now, false));
    rest(4);
  }

  private void rest(int seconds) {
    for (int i = 0; i < seconds * 20; i++) {
      int[] readings = new int[weightsMg.length];
      for (int plate = 0; plate < readings.length; plate++) {
        readings[plate] = weightsMg[plate] + noise.nextInt(-200, 201);
      }
      next(
          new Frame.Samples(
              SHELF.board(), sequence, new SampleBlock(now, new int[] {0}, readings)));
    }
  }

  private void next(Frame frame) {
    carryOut(machine.step(new Input.Next(9, frame, now, 0)));
    sequence++;
    now += STEP_MICROS;
  }

  private void carryOut(List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Notify(SessionNotice notice) -> told.add(notice);
        case Effect.Append append -> journaled.addAll(append.bodies());
        default -> {
          // Of no matter here.
        }
      }
    }
  }

  private List<Object> sales() {
    return journaled.stream().filter(Sale.class::isInstance).toList();
  }

  private List<Object> reviews() {
    return journaled.stream().filter(ReviewOpened.class::isInstance).toList();
  }
}
