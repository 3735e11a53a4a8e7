package dev.loulan.benchmarks.inference;

/**
 * The usual plateau detector as a baseline: a plate rests when the range of its last 16 samples is
 * below a limit, here six standard deviations of the plate's own noise, so that a resting plate
 * counts as resting.
 */
final class RangeDetector {
  private static final int SAMPLES = 16;
  private static final double SIGMAS = 6;

  private final int[] window = new int[SAMPLES];
  private int filled;
  private int next;

  void add(int mg) {
    window[next] = mg;
    next = (next + 1) % SAMPLES;
    filled = Math.min(filled + 1, SAMPLES);
  }

  boolean rests(double noiseMg) {
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int i = 0; i < filled; i++) {
      low = Math.min(low, window[i]);
      high = Math.max(high, window[i]);
    }
    return filled == SAMPLES && high - (double) low <= SIGMAS * noiseMg;
  }
}
