package dev.loulan.domain.matching;

import java.util.Optional;

/**
 * A sale as far as matching needs it.
 *
 * @param tender how it was paid; none means that the operator collected it
 * @param atMicros when it ended, by the device's clock
 */
public record CollectedSale(
    String saleId, Optional<TenderReference> tender, long grossMinor, long atMicros) {

  public CollectedSale(String saleId, Optional<TenderReference> tender, long grossMinor) {
    this(saleId, tender, grossMinor, 0);
  }

  /** Whether the money is in the operator's hands, bill or not. */
  boolean isCollectedByOperator() {
    return tender.map(TenderReference::isCash).orElse(true);
  }
}
