package dev.loulan.inference.session;

/**
 * When the shelf decides by itself.
 *
 * @param minConfidencePpm least posterior probability of a quantity, in parts per million
 * @param maxWrongChargeMicros most that a line may be expected to charge wrongly, in millionths of
 *     a minor unit; so dear products need more certainty
 */
public record ReadingPolicy(int minConfidencePpm, long maxWrongChargeMicros) {

  /** Certain of the quantity to 1 in 100, and one minor unit in 50 such lines charged wrongly. */
  public static final ReadingPolicy DEFAULT = new ReadingPolicy(990_000, 20_000);

  /** From where on the shelf asks: a question costs a shopper less than a wrong charge. */
  private static final ReadingPolicy ASKING = new ReadingPolicy(990_000, 5_000);

  /**
   * What an answer must reach lest the shelf asks once more: one that forgets a unit and scans
   * another twice is a reading of its own, and only a second answer shows the slip.
   */
  private static final ReadingPolicy CONFIRMED = new ReadingPolicy(999_980, 5_000);

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
    if (minConfidencePpm <= 500_000 || minConfidencePpm > 1_000_000 || maxWrongChargeMicros < 0) {
      throw new IllegalArgumentException(
          "A reading needs a confidence above one half and a charge that is not negative");
    }
  }

  boolean isSure(double probability) {
    return isSure(probability, 0);
  }

  /**
   * @param expectedWrongMinor expected wrong charge in minor units
   */
  boolean isSure(double probability, double expectedWrongMinor) {
    return probability * 1e6 >= minConfidencePpm
        && expectedWrongMinor * 1e6 <= maxWrongChargeMicros;
  }
}
