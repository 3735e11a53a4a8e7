package dev.loulan.journal.entry;

import org.jspecify.annotations.Nullable;

/**
 * One product of a sale.
 *
 * @param quantity units, at least 1
 * @param unitPriceMinor price of one unit, tax included, in minor units
 * @param supplierId who owned the goods; picks the agreement
 * @param taxBp tax rate in basis points
 * @param priceVersion version of the price list that gave the price
 * @param planogramVersion version of the planogram that gave the product
 * @param confidencePpm probability of this line in parts per million
 * @param runnerUp the next most likely reading; null when there is none
 */
public record SaleLine(
    String gtin,
    long quantity,
    long unitPriceMinor,
    String supplierId,
    long taxBp,
    String priceVersion,
    String planogramVersion,
    long confidencePpm,
    @Nullable Candidate runnerUp) {

  public SaleLine {
    Check.text("gtin", gtin);
    Check.positive("quantity", quantity);
    Check.notNegative("unitPriceMinor", unitPriceMinor);
    Check.ppm("confidencePpm", confidencePpm);
  }

  /**
   * Quantity times unit price in minor units.
   *
   * @throws ArithmeticException when it does not fit
   */
  public long amountMinor() {
    return Math.multiplyExact(quantity, unitPriceMinor);
  }
}
