package dev.loulan.inference.session;

/**
 * When the shelf decides by itself.
 *
 * @param minConfidencePpm least posterior probability of a line that is charged
 * @param maxExpectedWrongChargeMinor most that a line may cost times the probability that it is
 *     wrong, in minor units; so dear products need more certainty
 */
public record ReadingPolicy(int minConfidencePpm, long maxExpectedWrongChargeMinor) {
  public static final ReadingPolicy DEFAULT = new ReadingPolicy(990_000, 5);

  /**
   * @throws IllegalArgumentException when a value is out of range
   */
  public ReadingPolicy {
    if (minConfidencePpm <= 500_000
        || minConfidencePpm > 1_000_000
        || maxExpectedWrongChargeMinor < 0) {
      throw new IllegalArgumentException(
          "A reading needs a confidence above one half and a charge that is not negative");
    }
  }

  boolean isSure(double probability, long chargeMinor) {
    return probability * 1e6 >= minConfidencePpm
        && (1 - probability) * chargeMinor <= maxExpectedWrongChargeMinor;
  }
}
