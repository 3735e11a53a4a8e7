package dev.loulan.testkit.oracle;

/**
 * What was sold, as the oracle takes it.
 *
 * @param campaign code, or nothing when it is empty
 */
public record OracleLine(
    String gtin, long quantity, long unitPriceMinor, long taxBp, String campaign) {}
