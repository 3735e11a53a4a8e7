package dev.loulan.inference.session;

import dev.loulan.domain.planogram.Product;

/** How likely a change of weight is, given what moved. All weights in milligrams. */
final class WeightModel {
  /** Most units of one product in one event. */
  static final int MOST_UNITS = 8;

  /** Error of a cell's gain, as a share of the change, and what is never known better than this. */
  private static final double GAIN_ERROR = 0.004;

  private static final double LEAST_SIGMA_MG = 1_000;

  /** A weight that nothing in the planogram explains lies anywhere up to this. */
  private static final double ANY_WEIGHT_MG = 5_000_000;

  private static final double WIDE_SHARE = 1.0 / 7;
  private static final double LOG_SQRT_2_PI = 0.9189385332046727;
  private static final double FIT_SIGMAS = 4.0;

  private WeightModel() {}

  static double weightMg(Product product) {
    Long mg = product.unitWeightMg();
    if (mg == null) {
      throw new IllegalStateException(
          "Asked for the weight of " + product.gtin() + ", it has none");
    }
    return mg;
  }

  /** Variance of {@code units} units of the product, without the cell's part. */
  static double variance(Product product, int units) {
    return Math.abs(units) * ((double) product.spreadMg() * product.spreadMg());
  }

  /** Variance that belongs to the cell. */
  static double cellVariance(double deltaMg, double sigmaMg) {
    double gain = GAIN_ERROR * deltaMg;
    return sigmaMg * sigmaMg + gain * gain + LEAST_SIGMA_MG * LEAST_SIGMA_MG;
  }

  /**
   * Log density of a deviation from so many units. Most products spread as assumed; one in seven
   * spreads three times as much (a fifth of the AIM3S list does), so the tails are heavy.
   */
  static double logDensityOfGoods(double deviationMg, double cellVariance, double goodsVariance) {
    double usual = logDensity(deviationMg, cellVariance + goodsVariance);
    double wide = logDensity(deviationMg, cellVariance + 9 * goodsVariance);
    double high = Math.max(usual, wide);
    return high
        + StrictMath.log(
            (1 - WIDE_SHARE) * StrictMath.exp(usual - high)
                + WIDE_SHARE * StrictMath.exp(wide - high));
  }

  /** Log density of a normal deviation. */
  static double logDensity(double deviationMg, double variance) {
    return -0.5 * deviationMg * deviationMg / variance
        - 0.5 * StrictMath.log(variance)
        - LOG_SQRT_2_PI;
  }

  /** Log density of a weight about which nothing is known. */
  static double logDensityOfAnything() {
    return -StrictMath.log(ANY_WEIGHT_MG);
  }

  /** Units of the product that come nearest to the weight, at least 1. */
  static int nearestUnits(Product product, double weightMg) {
    long units = Math.round(Math.abs(weightMg) / weightMg(product));
    return Math.clamp(units, 1, MOST_UNITS);
  }

  /** How many units more or fewer a cell this uncertain may mean, at least 1. */
  static int unitsAround(Product product, double cellVariance) {
    double units = FIT_SIGMAS * StrictMath.sqrt(cellVariance) / weightMg(product);
    return (int) Math.clamp(Math.ceil(units), 1.0, (double) MOST_UNITS);
  }

  /** Whether a change is within four standard deviations of some number of units. */
  static boolean fits(Product product, long deltaMg, long sigmaMg) {
    return fits(product, deltaMg, sigmaMg, 1);
  }

  /** The same for a product that spreads three times as much as assumed. */
  static boolean mayFit(Product product, long deltaMg, long sigmaMg) {
    return fits(product, deltaMg, sigmaMg, 9);
  }

  /** The same for some units of both products together. */
  static boolean mayFit(Product first, Product second, long deltaMg, long sigmaMg) {
    double cell = cellVariance((double) deltaMg, (double) sigmaMg);
    for (int n = 1; n <= 3; n++) {
      double rest = Math.abs(deltaMg) - n * weightMg(first);
      if (rest > 0) {
        int m = nearestUnits(second, rest);
        double deviation = rest - m * weightMg(second);
        double variance = cell + 9 * (variance(first, n) + variance(second, m));
        if (deviation * deviation <= FIT_SIGMAS * FIT_SIGMAS * variance) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether some units of one product may have left and some of the other come, in one change. */
  static boolean mayMix(Product left, Product came, long deltaMg, long sigmaMg) {
    return mayMix(left, came, 2, deltaMg, sigmaMg);
  }

  /** The same when at most so many came. */
  static boolean mayMix(Product left, Product came, int mostCame, long deltaMg, long sigmaMg) {
    double cell = cellVariance((double) deltaMg, (double) sigmaMg);
    for (int n = 1; n <= 3; n++) {
      for (int m = 1; m <= Math.min(2, mostCame); m++) {
        double deviation = deltaMg + n * weightMg(left) - m * weightMg(came);
        double variance = cell + variance(left, n) + variance(came, m);
        if (deviation * deviation <= FIT_SIGMAS * FIT_SIGMAS * variance) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean fits(Product product, long deltaMg, long sigmaMg, int varianceTimes) {
    if (product.unitWeightMg() == null) {
      return false;
    }
    int units = nearestUnits(product, (double) deltaMg);
    double variance =
        cellVariance((double) deltaMg, (double) sigmaMg) + varianceTimes * variance(product, units);
    double deviation = Math.abs(deltaMg) - units * weightMg(product);
    return deviation * deviation <= FIT_SIGMAS * FIT_SIGMAS * variance;
  }
}
