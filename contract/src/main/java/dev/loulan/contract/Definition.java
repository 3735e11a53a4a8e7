package dev.loulan.contract;

/** The two deployed definitions of the contract; they differ in who must endorse. */
public enum Definition {
  /** Devices, batches and day closes: any two of the three organisations endorse. */
  SALES,
  /** Parties, agreements, bills, adjustments and settlement: all three endorse. */
  TERMS
}
