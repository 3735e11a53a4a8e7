package dev.loulan.domain.matching;

/**
 * One line of a provider's bill.
 *
 * @param lineId names the line in cases; unique among all lines compared at once
 */
public record BillLine(String lineId, TenderReference tender, long amountMinor) {}
