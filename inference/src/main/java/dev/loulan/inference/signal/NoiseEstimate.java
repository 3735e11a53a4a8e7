package dev.loulan.inference.signal;

/**
 * The standard deviation of a resting plate's samples, learned as they come.
 *
 * <p>Two estimates run beside each other and the larger counts: the median of the absolute
 * differences of neighbouring samples, which no step or spike disturbs, and the mean absolute
 * deviation from the level, which sees slow noise as well.
 */
final class NoiseEstimate {
  /** A cell never counts as quieter than this; it is about one count of a 24-bit converter. */
  static final double FLOOR_MG = 250;

  /**
   * After so many samples the estimate may still be half the truth, so it counts one and a half.
   */
  private static final double FEW = 16;

  /** Where counting ends, so that no cell ever overflows it. */
  private static final int MANY = 1_000_000;

  static final double MEDIAN_DIFFERENCE_TO_SIGMA = 1.048;
  private static final double MEAN_DEVIATION_TO_SIGMA = 1.2533;

  private final double[] first = new double[8];
  private double medianDifference;
  private double meanDeviation;
  private int differences;

  /** A further difference between neighbouring samples, in milligrams. */
  void difference(double mg) {
    double size = Math.abs(mg);
    differences = Math.min(differences + 1, MANY);
    if (differences <= first.length) {
      keepSorted(size);
      return;
    }
    double stride = Math.max(medianDifference / (differences < 64 ? 16 : 256), 5);
    medianDifference = Math.max(0, medianDifference + (size > medianDifference ? stride : -stride));
  }

  private void keepSorted(double size) {
    int i = differences - 1;
    while (i > 0 && first[i - 1] > size) {
      first[i] = first[i - 1];
      i--;
    }
    first[i] = size;
    medianDifference = first[differences / 2];
  }

  /** A further deviation of a resting plate from its level, weighted by {@code share}. */
  void deviation(double mg, double share) {
    meanDeviation += (Math.abs(mg) - meanDeviation) * share;
  }

  /** The plate was accepted as resting although it scattered this much. */
  void atLeast(double sigmaMg) {
    meanDeviation = Math.max(meanDeviation, sigmaMg / MEAN_DEVIATION_TO_SIGMA);
  }

  double sigmaMg() {
    double fast = MEDIAN_DIFFERENCE_TO_SIGMA * medianDifference;
    double measured = Math.max(fast, MEAN_DEVIATION_TO_SIGMA * meanDeviation);
    return Math.max(FLOOR_MG, measured) * (1 + FEW / (FEW + differences));
  }
}
