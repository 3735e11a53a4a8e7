package dev.loulan.domain.matching;

import java.util.Optional;

/**
 * A sale as far as matching needs it.
 *
 * @param tender how it was paid; none means that the operator collected it
 */
public record CollectedSale(String saleId, Optional<TenderReference> tender, long grossMinor) {}
