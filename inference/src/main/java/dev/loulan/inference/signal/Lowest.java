package dev.loulan.inference.signal;

/**
 * The lowest weight of a movement. Of three samples in a row the middle one counts, so that a bit
 * error is none. Allocates nothing.
 */
final class Lowest {
  private double before;
  private double last;
  private int count;
  private double lowestMg;

  /** A new movement begins. */
  void restart() {
    count = 0;
    lowestMg = Double.POSITIVE_INFINITY;
  }

  void add(double mg) {
    if (count >= 2) {
      double middle = Math.max(Math.min(before, last), Math.min(Math.max(before, last), mg));
      lowestMg = Math.min(lowestMg, middle);
    }
    count = Math.min(2, count + 1);
    before = last;
    last = mg;
  }

  /** How far it went below the lower of two levels; 0 when it did not. */
  long belowMg(double first, double second) {
    return lowestMg == Double.POSITIVE_INFINITY
        ? 0
        : Math.round(Math.max(0, Math.min(first, second) - lowestMg));
  }
}
