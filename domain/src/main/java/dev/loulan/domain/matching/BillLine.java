package dev.loulan.domain.matching;

import dev.loulan.domain.BusinessDay;

/**
 * One line of a provider's bill.
 *
 * @param lineId names the line in cases; unique among all lines compared at once
 * @param billDay day of the bill that the line is on
 */
public record BillLine(
    String lineId, TenderReference tender, long amountMinor, BusinessDay billDay) {}
