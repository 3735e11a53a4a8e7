package dev.loulan.inference.signal;

/**
 * How far the level of a plate that nobody touches moves from window to window.
 *
 * <p>Sample noise averages out within a window; slow noise, flicker and creep do not, and they
 * decide how small a step can be told. So the mean deviation of whole windows is measured, each
 * sample clipped, so that a hand or a spike weighs little.
 */
final class Wander {
  private static final double MEAN_DEVIATION_TO_SIGMA = 1.2533;
  private static final int MEMORY_WINDOWS = 32;

  private final long windowMicros;
  private final int minSamples;
  private long beginMicros;
  private double sum;
  private int count;
  private int windows;
  private double meanDeviation;
  private double lastMean;
  private long lastBeginMicros;

  Wander(long windowMicros, int minSamples) {
    this.windowMicros = windowMicros;
    this.minSamples = minSamples;
  }

  /**
   * A further sample as its deviation from the level, already clipped.
   *
   * @return whether a window ended with it
   */
  boolean add(long atMicros, double deviationMg) {
    if (count == 0) {
      beginMicros = atMicros;
    }
    sum += deviationMg;
    count++;
    if (count >= minSamples && atMicros - beginMicros >= windowMicros) {
      windows++;
      lastMean = sum / count;
      lastBeginMicros = beginMicros;
      double share = Math.max(1.0 / MEMORY_WINDOWS, 1.0 / (windows + 1));
      meanDeviation += (Math.abs(lastMean) - meanDeviation) * share;
      restart();
      return true;
    }
    return false;
  }

  /** Mean deviation of the window that ended last. */
  double lastMean() {
    return lastMean;
  }

  /** First sample of the window that ended last. */
  long lastBeginMicros() {
    return lastBeginMicros;
  }

  /** Forgets the window begun, because the level it was measured against is gone. */
  void restart() {
    count = 0;
    sum = 0;
  }

  /** Standard deviation of a level, given that of a sample, in milligrams. */
  double sigmaMg(double sampleSigmaMg) {
    double measured = MEAN_DEVIATION_TO_SIGMA * meanDeviation;
    double trust = Math.min(1, windows / 8.0);
    double assumed = 0.6 * sampleSigmaMg;
    return Math.max(0.15 * sampleSigmaMg, trust * measured + (1 - trust) * assumed);
  }
}
