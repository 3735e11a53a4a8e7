package dev.loulan.testkit.cell;

/** What a cell says besides the load on it. */
@FunctionalInterface
public interface CellNoise {

  /**
   * The deviation of the next sample in milligrams.
   *
   * @param seconds since the sample before, 0 for the first
   */
  double nextMg(double seconds);
}
