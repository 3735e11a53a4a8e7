package dev.loulan.domain.split;

import java.util.Optional;

/**
 * One product of a sale, as far as the split needs it. A negative quantity is a return.
 *
 * @param unitPriceMinor tax included
 * @param taxBp rate of the tax inside the price, in basis points of the price without tax
 * @param campaign code of the campaign that sold it
 */
public record SplitLine(
    String gtin, long quantity, long unitPriceMinor, int taxBp, Optional<String> campaign) {

  public SplitLine(String gtin, long quantity, long unitPriceMinor, int taxBp) {
    this(gtin, quantity, unitPriceMinor, taxBp, Optional.empty());
  }

  public long grossMinor() {
    return Math.multiplyExact(quantity, unitPriceMinor);
  }
}
