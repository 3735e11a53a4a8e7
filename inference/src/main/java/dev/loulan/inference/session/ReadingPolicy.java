package dev.loulan.inference.session;

/**
 * When the shelf decides by itself.
 *
 * @param minConfidencePpm least posterior probability of a quantity, in parts per million
 * @param maxWrongUnitsPpm most units that a line may be expected to charge and were not taken, in
 *     millionths of a unit; so a cheap line is no less sure than others
 * @param maxWrongChargeMicros most that a line may be expected to charge wrongly, in millionths of
 *     a minor unit; so dear products need more certainty
 */
public record ReadingPolicy(
    int minConfidencePpm, long maxWrongUnitsPpm, long maxWrongChargeMicros) {

  /**
   * Certain of the quantity to 1 in 100, at most one unit in 5,000 such lines charged wrongly, and
   * one minor unit in 10.
   */
  public static final ReadingPolicy DEFAULT = new ReadingPolicy(990_000, 200, 100_000);

  /** From where on the shelf asks: a question costs a shopper less than a wrong charge. */
  private static final ReadingPolicy ASKING = new ReadingPolicy(990_000, 20, 5_000);

  /**
   * What an answer must reach lest the shelf asks once more: one that forgets a unit and scans
   * another twice is a reading of its own, and only a second answer shows the slip.
   */
  private static final ReadingPolicy CONFIRMED = new ReadingPolicy(999_980, 20, 5_000);

  /**
   * What a reading must reach lest the shelf asks; when it cannot ask, {@link #DEFAULT} decides.
   */
  public static ReadingPolicy asking(boolean askedBefore) {
    return askedBefore ? CONFIRMED : ASKING;
  }

  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public ReadingPolicy {
    if (minConfidencePpm <= 500_000
        || minConfidencePpm > 1_000_000
        || maxWrongUnitsPpm < 0
        || maxWrongChargeMicros < 0) {
      throw new IllegalArgumentException(
          "A reading needs a confidence above one half, and units and a charge not negative");
    }
  }

  boolean isSure(double probability) {
    return isSure(probability, 0, 0);
  }

  /**
   * @param wrongUnits units that are expected to be charged and were not taken
   * @param priceMinor price of each
   */
  boolean isSure(double probability, double wrongUnits, long priceMinor) {
    return probability * 1e6 >= minConfidencePpm
        && wrongUnits * 1e6 <= maxWrongUnitsPpm
        && wrongUnits * priceMinor * 1e6 <= maxWrongChargeMicros;
  }
}
