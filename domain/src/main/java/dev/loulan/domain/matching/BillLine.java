package dev.loulan.domain.matching;

import dev.loulan.domain.BusinessDay;
import java.util.Optional;

/**
 * One line of a provider's bill.
 *
 * @param lineId names the line in cases; unique among all lines compared at once
 * @param tender with an empty reference where the bill names none
 * @param billDay day of the bill that the line is on
 * @param atMicros when it was paid, by which a line without a reference finds its sale
 */
public record BillLine(
    String lineId,
    TenderReference tender,
    long amountMinor,
    BusinessDay billDay,
    Optional<Long> atMicros) {

  public BillLine(String lineId, TenderReference tender, long amountMinor, BusinessDay billDay) {
    this(lineId, tender, amountMinor, billDay, Optional.empty());
  }
}
