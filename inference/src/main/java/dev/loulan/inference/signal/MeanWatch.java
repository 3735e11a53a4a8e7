package dev.loulan.inference.signal;

/**
 * Sees a change that is smaller than the noise of a sample in the means of whole windows: two of
 * them in a row far off to the same side are a departure. Allocates nothing.
 */
final class MeanWatch {
  private int side;
  private long sinceMicros;
  private double levelAtWindowMg;
  private double levelBeforeMg;

  /** The plate rests on a new level. */
  void restart(double levelMg) {
    side = 0;
    levelAtWindowMg = levelMg;
  }

  /**
   * A window ended.
   *
   * @param meanMg mean deviation of its samples from the level
   * @param beginMicros its first sample
   * @param farMg from where on a mean lies off
   * @param levelMg the level that followed them
   * @return whether the plate has left the level
   */
  boolean hasLeft(double meanMg, long beginMicros, double farMg, double levelMg) {
    int now = Math.abs(meanMg) < farMg ? 0 : meanMg > 0 ? 1 : -1;
    if (now != 0 && now == side) {
      side = 0;
      return true;
    }
    side = now;
    sinceMicros = beginMicros;
    levelBeforeMg = levelAtWindowMg;
    levelAtWindowMg = levelMg;
    return false;
  }

  /** The level before the first window that lay off. */
  double levelBeforeMg() {
    return levelBeforeMg;
  }

  /** First sample of that window. */
  long sinceMicros() {
    return sinceMicros;
  }
}
