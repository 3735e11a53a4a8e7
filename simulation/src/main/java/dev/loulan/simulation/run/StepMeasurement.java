package dev.loulan.simulation.run;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateSignal;
import dev.loulan.inference.signal.SignalListener;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.simulation.shelf.StepErrors;
import dev.loulan.testkit.cell.LoadCell;
import dev.loulan.testkit.chance.Chance;
import dev.loulan.testkit.sim.DemoProduct;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.Move;
import java.util.ArrayList;
import java.util.List;

/** Moves goods on simulated cells and compares what the real detector says with what moved. */
public final class StepMeasurement {
  private static final long SAMPLE = 50_000;
  private static final int QUANTILES = 40;

  private final Chance chance = new Chance(20261127);
  private final List<Long> errors = new ArrayList<>();
  private final List<Long> sigmas = new ArrayList<>();
  private final List<Long> latencies = new ArrayList<>();
  private long moves;
  private long missed;
  private long unknown;
  private long extra;
  private long carriedMg;
  private int spans;

  private StepMeasurement() {}

  /** Measures on each product, some thousand moves in all; the same result each time. */
  public static StepErrors measure(int movesOfEach) {
    StepMeasurement measurement = new StepMeasurement();
    for (DemoProduct product : DemoShelf.standard().products()) {
      for (int i = 0; i < movesOfEach; i += 20) {
        measurement.run(product);
      }
    }
    return measurement.result();
  }

  private void run(DemoProduct product) {
    long full = 30 * product.unitWeightMg();
    LoadCell cell = LoadCell.usual(full, Chance.of(chance.next(), 1));
    List<Step> steps = new ArrayList<>();
    PlateSignal signal =
        new PlateSignal(
            PlateId.of("1", 1, 1),
            SignalSettings.SHELF.withLightest(product.unitWeightMg()),
            new SignalListener() {
              @Override
              public void step(Step step) {
                steps.add(step);
              }

              @Override
              public void unknown(UnknownSpan span) {
                spans++;
              }
            });
    long at = SAMPLE;
    at = feed(cell, signal, at, 4_000_000);
    for (int i = 0; i < 20; i++) {
      int units = chance.happens(0.8) ? 1 : 2;
      long delta = (i % 3 == 2 ? 1L : -1L) * units * product.unitWeightMg();
      cell.touch(new Move(0, delta, at).touch());
      long moved = at;
      at = feed(cell, signal, at, 2_500_000 + chance.between(0, 4_000_000));
      record(steps, delta, moved);
      steps.clear();
      spans = 0;
    }
    var _ = feed(cell, signal, at, 4_000_000);
    if (carriedMg != 0 && steps.isEmpty() && spans == 0) {
      missed++;
    }
    carriedMg = 0;
    spans = 0;
  }

  private static long feed(LoadCell cell, PlateSignal signal, long from, long micros) {
    long at = from;
    for (; at < from + micros; at += SAMPLE) {
      signal.accept(at, cell.read(at));
    }
    return at;
  }

  /** A move that the next one undoes, or that is told with it, is neither missed nor wrong. */
  private void record(List<Step> steps, long deltaMg, long movedMicros) {
    moves++;
    long due = carriedMg + deltaMg;
    carriedMg = 0;
    if (spans > 0) {
      unknown++;
      return;
    }
    if (steps.isEmpty()) {
      carriedMg = due;
      return;
    }
    extra += steps.size() - 1;
    long sum = steps.stream().mapToLong(Step::deltaMg).sum();
    errors.add(sum - due);
    sigmas.add(steps.getLast().sigmaMg());
    // The detector says so when its window is full.
    long found = steps.getLast().endMicros() - movedMicros + SignalSettings.SHELF.windowMicros();
    latencies.add(found / 1_000);
  }

  private StepErrors result() {
    return new StepErrors(
        errors.size(),
        missed * 1_000_000 / moves,
        unknown * 1_000_000 / moves,
        extra * 1_000_000 / moves,
        quantiles(errors),
        quantiles(sigmas),
        quantiles(latencies));
  }

  private static List<Long> quantiles(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    List<Long> quantiles = new ArrayList<>();
    for (int i = 0; i <= QUANTILES; i++) {
      quantiles.add(sorted.get((int) ((long) i * (sorted.size() - 1) / QUANTILES)));
    }
    return quantiles;
  }
}
