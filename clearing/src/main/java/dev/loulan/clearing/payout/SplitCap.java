package dev.loulan.clearing.payout;

import dev.loulan.domain.BasisPoints;

/**
 * How much of what was collected a payment provider lets its own split send to others, for instance
 * 30 %.
 */
public record SplitCap(String provider, BasisPoints mostBp) {

  /**
   * Refuses a split beyond the provider's limit.
   *
   * @throws IllegalArgumentException saying limit, wish and what to do
   */
  public void require(long collectedMinor, long toOthersMinor) {
    long most = Math.multiplyExact(collectedMinor, (long) mostBp.value()) / BasisPoints.WHOLE;
    if (toOthersMinor > most) {
      throw new IllegalArgumentException(
          provider
              + " splits at most "
              + mostBp.value()
              + " basis points of "
              + collectedMinor
              + ", which is "
              + most
              + "; "
              + toOthersMinor
              + " is due to others. Pay the rest by an order to a bank, or ask for a higher"
              + " limit.");
    }
  }
}
