package dev.loulan.simulation.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateSignal;
import dev.loulan.inference.signal.SignalListener;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.testkit.cell.LoadCell;
import dev.loulan.testkit.chance.Chance;
import dev.loulan.testkit.sim.Move;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every plate must tell: the real detector over dense samples, and the simulated steps. */
class WatchedPlateTest {
  private static final PlateId PLATE = PlateId.of("1", 1, 1);
  private static final long FULL_MG = 5_000_000;
  private static final long UNIT_MG = 212_000;
  private static final long SECOND = 1_000_000;
  private static final long SOON = 400_000;

  abstract static class Rules implements SignalListener {
    final List<Step> steps = new ArrayList<>();
    final List<UnknownSpan> spans = new ArrayList<>();

    abstract WatchedPlate plate();

    /** Something is put on the plate or taken off, and four seconds pass. */
    abstract void moves(long deltaMg);

    /** The first is lifted, the other is put down soon after, and four seconds pass. */
    abstract void exchange(long liftedMg, long putMg);

    @Override
    public void step(Step step) {
      steps.add(step);
    }

    @Override
    public void unknown(UnknownSpan span) {
      spans.add(span);
    }

    @Test
    void has_no_level_before_it_rested_and_then_the_true_one() {
      assertThat(plate().hasLevel()).isFalse();
      moves(0);
      assertThat(plate().hasLevel()).isTrue();
      assertThat(plate().plateau().known()).isTrue();
      assertThat(plate().plateau().settled()).isTrue();
      assertThat(plate().plateau().levelMg()).isCloseTo(FULL_MG, within(4_000L));
      assertThat(steps).isEmpty();
    }

    @Test
    void what_is_taken_and_put_back_are_two_steps_of_its_weight() {
      moves(0);
      moves(-UNIT_MG);
      moves(UNIT_MG);
      assertThat(steps).hasSize(2);
      assertThat(steps.getFirst().deltaMg()).isCloseTo(-UNIT_MG, within(4_000L));
      assertThat(steps.getLast().deltaMg()).isCloseTo(UNIT_MG, within(4_000L));
      assertThat(steps.getFirst().endMicros()).isLessThan(steps.getLast().endMicros());
      assertThat(steps).allSatisfy(step -> assertThat(step.plate()).isEqualTo(PLATE));
    }

    @Test
    void goods_that_leave_just_before_others_come_show_as_a_dip() {
      moves(0);
      exchange(UNIT_MG, UNIT_MG / 2);
      assertThat(steps).hasSize(1);
      assertThat(steps.getFirst().deltaMg()).isCloseTo(-UNIT_MG / 2, within(4_000L));
      assertThat(steps.getFirst().dipMg()).isBetween(3 * UNIT_MG / 8, UNIT_MG);
    }

    @Test
    void goods_that_only_leave_show_no_dip_that_could_be_others() {
      moves(0);
      moves(-UNIT_MG);
      assertThat(steps.getFirst().dipMg()).isLessThan(UNIT_MG / 2);
    }

    @Test
    void what_happens_while_samples_are_missing_is_told_as_unknown_and_only_once() {
      moves(0);
      plate().gap(4 * SECOND);
      moves(-UNIT_MG);
      moves(-UNIT_MG);
      assertThat(spans).hasSize(1);
      assertThat(spans.getFirst().deltaMg()).isCloseTo(-UNIT_MG, within(4_000L));
      assertThat(steps).hasSize(1);
      assertThat(plate().plateau().known()).isTrue();
    }

    @Test
    void missing_samples_alone_tell_nothing() {
      moves(0);
      plate().gap(4 * SECOND);
      assertThat(plate().plateau().known()).isFalse();
      moves(0);
      assertThat(plate().plateau().known()).isTrue();
      assertThat(steps).isEmpty();
      assertThat(spans).isEmpty();
    }
  }

  @Nested
  class OfTheDetector extends Rules {
    private final WatchedPlate plate =
        new PlateSignal(PLATE, SignalSettings.SHELF.withLightest(UNIT_MG), this);
    private final LoadCell cell = LoadCell.usual(FULL_MG, new Chance(3));
    private long now = SECOND;

    @Override
    WatchedPlate plate() {
      return plate;
    }

    @Override
    void moves(long deltaMg) {
      if (deltaMg != 0) {
        cell.touch(new Move(0, deltaMg, now).touch());
      }
      pass(4 * SECOND);
    }

    @Override
    void exchange(long liftedMg, long putMg) {
      cell.touch(new Move(0, -liftedMg, now).touch());
      pass(SOON);
      moves(putMg);
    }

    private void pass(long micros) {
      for (long end = now + micros; now < end; now += 50_000) {
        plate.accept(now, cell.read(now));
      }
    }
  }

  @Nested
  class OfTheSimulation extends Rules {
    private final WatchedPlate plate =
        new SimulatedPlate(
            PLATE, SignalSettings.SHELF.withLightest(UNIT_MG), this, StepErrors.shipped());
    private long now = SECOND;
    private long mg = FULL_MG;

    @Override
    WatchedPlate plate() {
      return plate;
    }

    @Override
    void moves(long deltaMg) {
      mg += deltaMg;
      now += 4 * SECOND;
      plate.accept(SimulatedPlate.atRest(now), (int) mg);
    }

    @Override
    void exchange(long liftedMg, long putMg) {
      mg -= liftedMg;
      now += SOON;
      plate.accept(SimulatedPlate.moving(now), (int) mg);
      moves(putMg);
    }
  }
}
