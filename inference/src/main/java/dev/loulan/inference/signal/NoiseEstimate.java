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

  private static final double MEDIAN_DIFFERENCE_TO_SIGMA = 1.048;
  private static final double MEAN_DEVIATION_TO_SIGMA = 1.2533;

  private double medianDifference = -1;
  private double meanDeviation;
  private int differences;

  /** A further difference between neighbouring samples, in milligrams. */
  void difference(double mg) {
    double size = Math.abs(mg);
    if (medianDifference < 0) {
      medianDifference = size;
      return;
    }
    differences++;
    double stride = Math.max(medianDifference / (differences < 64 ? 16 : 256), 5);
    medianDifference = Math.max(0, medianDifference + (size > medianDifference ? stride : -stride));
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
    double fast = MEDIAN_DIFFERENCE_TO_SIGMA * Math.max(0, medianDifference);
    return Math.max(FLOOR_MG, Math.max(fast, MEAN_DEVIATION_TO_SIGMA * meanDeviation));
  }
}
