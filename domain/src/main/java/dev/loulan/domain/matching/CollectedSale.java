package dev.loulan.domain.matching;

import java.util.Optional;

/**
 * A sale as far as matching needs it.
 *
 * @param tender how it was paid; none means that the operator collected it
 */
public record CollectedSale(String saleId, Optional<TenderReference> tender, long grossMinor) {

  /** Whether the money is in the operator's hands, bill or not. */
  boolean isCollectedByOperator() {
    return tender.map(TenderReference::isCash).orElse(true);
  }
}
