package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one cell's samples through the detector from the first to the last and keeps what it gives.
 */
public final class CellScan {
  private static final PlateId CELL = new PlateId("file", "cell");

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
    return new Result(List.copyOf(steps), List.copyOf(unknowns), signal.health(), signal.noiseMg());
  }
}
