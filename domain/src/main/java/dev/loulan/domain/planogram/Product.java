package dev.loulan.domain.planogram;

import dev.loulan.domain.Gtin;
import org.jspecify.annotations.Nullable;

/**
 * A product as the catalogue describes it.
 *
 * @param unitWeightMg mean weight of one unit in milligrams, or null when the catalogue has none;
 *     such a product cannot be told by weight
 * @param spreadMg standard deviation of the weight between units, in milligrams
 * @param priceMinor price of one unit in minor units, or null when blank; such a product is
 *     recognised but never charged without a review
 */
public record Product(
    Gtin gtin, String name, @Nullable Long unitWeightMg, long spreadMg, @Nullable Long priceMinor) {

  /**
   * @throws IllegalArgumentException when the weight is not positive, or spread or price negative
   */
  public Product {
    if (unitWeightMg != null && unitWeightMg <= 0) {
      throw new IllegalArgumentException(
          "The unit weight of " + gtin + " must be positive, found " + unitWeightMg + " mg");
    }
    if (spreadMg < 0 || (priceMinor != null && priceMinor < 0)) {
      throw new IllegalArgumentException("Spread and price of " + gtin + " must not be negative");
    }
  }

  /**
   * The spread assumed where nothing is measured: 1.7 % of the unit weight and at least 0.5 g. That
   * is the median of the repeated weighings in the AIM3S product list.
   */
  public static long assumedSpreadMg(long unitWeightMg) {
    return Math.max(500, unitWeightMg * 17 / 1000);
  }
}
