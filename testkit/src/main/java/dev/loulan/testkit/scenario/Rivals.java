package dev.loulan.testkit.scenario;

import java.util.List;

/** Whether a take could be something else that stands there, by its weight. */
final class Rivals {
  private static final int MOST_UNITS = 5;
  private static final double SIGMAS = 2;

  /** What a cell leaves uncertain, beside the goods. */
  private static final double CELL_MG = 1_000;

  private Rivals() {}

  /** Whether some other units of the goods on these plates are within two standard deviations. */
  static boolean near(ScenarioShelf shelf, Goods goods, int units, List<Integer> plates) {
    double weight = units * goods.meanMg();
    double sigma = StrictMath.sqrt(units * goods.spreadMg() * goods.spreadMg() + CELL_MG * CELL_MG);
    for (Goods other : shelf.goods()) {
      if (other.plates().containsAll(plates)) {
        for (int n = 1; n <= MOST_UNITS; n++) {
          boolean same = other.equals(goods) && n == units;
          if (!same && Math.abs(n * other.meanMg() - weight) <= SIGMAS * sigma) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
