package dev.loulan.domain.split;

/**
 * One product of a sale, as far as the split needs it. A negative quantity is a return.
 *
 * @param unitPriceMinor tax included
 * @param taxBp rate of the tax inside the price, in basis points of the price without tax
 */
public record SplitLine(String gtin, long quantity, long unitPriceMinor, int taxBp) {

  public long grossMinor() {
    return Math.multiplyExact(quantity, unitPriceMinor);
  }
}
