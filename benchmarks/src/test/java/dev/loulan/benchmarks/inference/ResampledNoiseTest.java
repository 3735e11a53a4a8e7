package dev.loulan.benchmarks.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.bridge.recording.Recording;
import dev.loulan.needs.Needs;
import dev.loulan.testkit.cell.CellNoise;
import dev.loulan.testkit.chance.Chance;
import dev.loulan.testkit.scenario.NoiseLevel;
import dev.loulan.testkit.scenario.SessionSamples;
import org.junit.jupiter.api.Test;

/** The committed fit of the noise must be no easier than the noise that it was fitted to. */
class ResampledNoiseTest {
  private static final int OF_EACH = 30;

  /** The store was recorded at 60 samples a second, and the scenario set has 20. */
  private static final int STRIDE = 3;

  @Test
  void residuals_of_the_recorded_store_give_the_figures_of_the_fitted_noise() throws Exception {
    StoreNoise store =
        StoreNoise.of(Recording.open(Needs.data("aifi-plates-benchmark-1"), "store"));
    Tally fitted = SmallScenarioSet.run(NoiseLevel.MIDDLE, OF_EACH, SessionSamples.FITTED);
    Tally resampled =
        SmallScenarioSet.run(
            NoiseLevel.MIDDLE,
            OF_EACH,
            (sigmaMg, chance) -> resampled(store.any(chance.below(1 << 20)), sigmaMg, chance));
    assertThat(fitted.wrongCharges()).isZero();
    assertThat(resampled.wrongCharges()).isZero();
    assertThat(resampled.linesRight()).isCloseTo(fitted.linesRight(), within(0.004));
    assertThat(resampled.abstained()).isCloseTo(fitted.abstained(), within(0.02));
    assertThat(resampled.asked()).isCloseTo(fitted.asked(), within(0.1));
  }

  /** A plate's residuals from somewhere on, forwards and backwards, as wide as asked for. */
  private static CellNoise resampled(int[] residuals, double sigmaMg, Chance chance) {
    double times = sigmaMg / deviation(residuals);
    int[] next = {chance.below(residuals.length)};
    return _ -> {
      next[0] += STRIDE;
      return times * StoreNoise.at(residuals, next[0]);
    };
  }

  private static double deviation(int[] residuals) {
    double mean = 0;
    for (int mg : residuals) {
      mean += mg / (double) residuals.length;
    }
    double squares = 0;
    for (int mg : residuals) {
      squares += (mg - mean) * (mg - mean);
    }
    return Math.sqrt(squares / residuals.length);
  }
}
