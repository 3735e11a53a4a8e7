package dev.loulan.inference.learning;

import dev.loulan.domain.planogram.Product;
import java.util.List;

/**
 * What is known of the weight of one unit of a product: mean and spread between units.
 *
 * <p>Mean and spread follow by conjugate updating of a normal distribution (Gelman, Carlin, Stern,
 * Dunson, Vehtari, Rubin, "Bayesian Data Analysis", 3.3). Before anything is weighed the spread is
 * that of {@link Product#assumedSpreadMg}, with the weight of two observations. A change that is
 * too far off is another product, a mistake in the count or a damaged unit, and teaches nothing.
 *
 * @param observations weighings that it rests on, each of one or several units
 * @param units units weighed
 * @param meanMg mean weight of a unit
 * @param squares sum over the observations of their squared deviations, scaled to one unit
 */
public record UnitWeight(int observations, int units, double meanMg, double squares) {
  private static final double PRIOR_OBSERVATIONS = 2;
  private static final double FARTHEST_SIGMAS = 5;
  private static final int CATALOGUE_WEIGHINGS = 5;

  /** Enough to follow a new batch within some tens of observations. */
  private static final int MEMORY = 200;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when the mean is not positive or a count negative
   */
  public UnitWeight {
    if (!(meanMg > 0) || observations < 0 || units < observations || !(squares >= 0)) {
      throw new IllegalArgumentException("A unit has a positive weight that was weighed");
    }
  }

  /**
   * As the catalogue says, which counts as five weighings: before anything is observed, the spread
   * is the catalogue's.
   */
  public static UnitWeight ofCatalogue(long weightMg, long spreadMg) {
    double assumed = (double) Product.assumedSpreadMg(weightMg);
    double foretold = (double) spreadMg * spreadMg / (1 + 1.0 / CATALOGUE_WEIGHINGS);
    double squares =
        (PRIOR_OBSERVATIONS + CATALOGUE_WEIGHINGS - 1) * foretold
            - PRIOR_OBSERVATIONS * assumed * assumed;
    return new UnitWeight(
        CATALOGUE_WEIGHINGS, CATALOGUE_WEIGHINGS, (double) weightMg, Math.max(0, squares));
  }

  /**
   * From single units on a scale.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static UnitWeight ofWeighings(List<Long> weightsMg) {
    double mean = weightsMg.stream().mapToLong(Long::longValue).average().orElse(0);
    double squares = weightsMg.stream().mapToDouble(w -> (w - mean) * (w - mean)).sum();
    return new UnitWeight(weightsMg.size(), weightsMg.size(), mean, squares);
  }

  /**
   * Learns from a change of which the units are known: a counted restock, or a take whose units
   * were scanned.
   *
   * @param weightMg weight of all units together
   * @param sigmaMg standard deviation of that weight
   */
  public UnitWeight observed(double weightMg, int count, double sigmaMg) {
    double unit = weightMg / count;
    double off = unit - meanMg;
    double spread = spreadMg();
    double variance = spread * spread / count + square(sigmaMg / count);
    if (off * off > square(FARTHEST_SIGMAS) * variance) {
      return this;
    }
    // An observation by an uncertain cell counts as less than one of a scale.
    double trust = spread * spread / count / variance;
    int remembered = Math.min(units, MEMORY);
    double share = trust * count / (remembered + trust * count);
    double mean = meanMg + share * off;
    double learned = trust * count * off * (unit - mean);
    double kept = observations >= MEMORY ? squares * (MEMORY - 1) / MEMORY : squares;
    return new UnitWeight(
        Math.min(observations + 1, MEMORY), units + count, mean, Math.max(0, kept + learned));
  }

  /** Standard deviation with which the next unit's weight is foretold. */
  public double spreadMg() {
    double assumed = (double) Product.assumedSpreadMg(Math.round(meanMg));
    double degrees = PRIOR_OBSERVATIONS + observations - 1;
    double variance = (PRIOR_OBSERVATIONS * assumed * assumed + squares) / degrees;
    return StrictMath.sqrt(variance * (1 + 1.0 / Math.min(units, MEMORY)));
  }

  /** The product with what was learned of its weight. */
  public Product of(Product product) {
    long spread = Math.max(500, Math.round(spreadMg()));
    return new Product(
        product.gtin(), product.name(), Math.round(meanMg), spread, product.priceMinor());
  }

  private static double square(double x) {
    return x * x;
  }
}
