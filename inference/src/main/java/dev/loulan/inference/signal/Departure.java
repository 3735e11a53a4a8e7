package dev.loulan.inference.signal;

/**
 * Samples in a row that leave a plateau to the same side: three of them are a departure, fewer a
 * spike. Allocates nothing.
 */
final class Departure {
  /** So many samples in a row have left. */
  static final int SAMPLES = 3;

  private long sinceMicros;
  private int length;
  private int side;
  private double farthest;

  void restart() {
    length = 0;
  }

  /**
   * A sample off the level.
   *
   * @return whether the plate has left its plateau
   */
  boolean isComplete(long atMicros, double deviationMg) {
    int now = deviationMg > 0 ? 1 : -1;
    if (length == 0 || now != side) {
      sinceMicros = atMicros;
      length = 0;
      farthest = 0;
      side = now;
    }
    farthest = Math.max(farthest, Math.abs(deviationMg));
    length++;
    return length >= SAMPLES;
  }

  /**
   * A sample is back on the level.
   *
   * @return whether those before it were a spike, which is farther off than this
   */
  boolean wasSpike(double fartherThanMg) {
    boolean spike = length > 0 && farthest > fartherThanMg;
    length = 0;
    return spike;
  }

  /** The first of the samples that left. */
  long sinceMicros() {
    return sinceMicros;
  }
}
