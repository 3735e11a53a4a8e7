package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one cell's samples through the detector from the first to the last and keeps what it gives.
 *
 * <p>A level that lasts for a moment between a rise and a fall of the same size is a hand that
 * pressed evenly, or a thing that was lifted and set down: the two steps are one movement, and only
 * what is left of it is a step.
 */
public final class CellScan {
  private static final PlateId CELL = new PlateId("file", "cell");

  private static final long MOMENT_MICROS = 1_500_000;

  private final SignalSettings settings;
  private final List<Step> steps = new ArrayList<>();
  private final List<UnknownSpan> unknowns = new ArrayList<>();
  private final PlateSignal signal;

  /**
   * All that a cell gave, in its own time.
   *
   * @param unknowns changes across missing samples, or still under way at the end
   */
  public record Result(
      List<Step> steps, List<UnknownSpan> unknowns, List<PlateHealth> health, long noiseMg) {}

  public CellScan(SignalSettings settings) {
    this.settings = settings;
    this.signal =
        new PlateSignal(
            CELL,
            settings,
            new SignalListener() {
              @Override
              public void step(Step step) {
                steps.add(step);
              }

              @Override
              public void unknown(UnknownSpan span) {
                unknowns.add(span);
              }
            });
  }

  /** Takes the next sample; see {@link PlateSignal#accept}. */
  public void accept(long atMicros, int weightMg) {
    signal.accept(atMicros, weightMg);
  }

  /** Ends the scan. */
  public Result finish() {
    signal.finish();
    return new Result(
        withoutExcursions(), List.copyOf(unknowns), signal.health(), signal.noiseMg());
  }

  private List<Step> withoutExcursions() {
    List<Step> kept = new ArrayList<>();
    for (Step step : steps) {
      if (!kept.isEmpty() && isExcursion(kept.getLast(), step)) {
        Step first = kept.removeLast();
        long delta = first.deltaMg() + step.deltaMg();
        long sigma =
            Math.round(StrictMath.hypot((double) first.sigmaMg(), (double) step.sigmaMg()));
        if (Math.abs(delta) >= settings.minStepMg()
            && Math.abs(delta) >= settings.sigmas() * sigma) {
          kept.add(new Step(CELL, first.beginMicros(), step.endMicros(), delta, sigma));
        }
      } else {
        kept.add(step);
      }
    }
    return List.copyOf(kept);
  }

  private static boolean isExcursion(Step first, Step second) {
    long sum = Math.abs(first.deltaMg() + second.deltaMg());
    return second.beginMicros() - first.endMicros() < MOMENT_MICROS
        && (first.deltaMg() < 0) != (second.deltaMg() < 0)
        && sum < Math.min(Math.abs(first.deltaMg()), Math.abs(second.deltaMg())) / 4;
  }
}
