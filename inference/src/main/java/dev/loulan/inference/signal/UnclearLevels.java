package dev.loulan.inference.signal;

/**
 * Levels of plateaus that a plate left on trial, when neither goods nor a hand was sure. They only
 * matter where they are no level that the plate is known to have had: what comes before and after
 * such a plateau may be two changes or one. Allocates nothing.
 */
final class UnclearLevels {
  private static final int MOST = 8;

  private final double[] levelsMg = new double[MOST];
  private int count;

  void add(double levelMg) {
    if (count < MOST) {
      levelsMg[count] = levelMg;
    }
    count++;
  }

  void clear() {
    count = 0;
  }

  /**
   * Whether the plate may have been somewhere else between two levels.
   *
   * @param leastMg what counts as a difference
   */
  boolean liesOffBoth(double beforeMg, double afterMg, double leastMg) {
    for (int i = 0; i < Math.min(count, MOST); i++) {
      boolean before = Math.abs(levelsMg[i] - beforeMg) < leastMg;
      boolean after = Math.abs(levelsMg[i] - afterMg) < leastMg;
      if (!before && !after) {
        return true;
      }
    }
    return count > MOST;
  }
}
