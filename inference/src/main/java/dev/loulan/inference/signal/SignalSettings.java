package dev.loulan.inference.signal;

/**
 * What the detector of a plate is told. Windows are times, so that they hold at any sampling rate;
 * at low rates a window grows until it holds {@code minSamples}.
 *
 * @param windowMicros how long a plate must rest to be on a plateau
 * @param minSamples fewest samples of a plateau
 * @param driftMicros time in which the level follows drift and creep
 * @param minStepMg smallest change that is ever reported
 * @param sigmas how many standard deviations a change must have to be reported
 * @param lightestMg lightest product on the plate, or 0 when not known; only for health
 * @param onTrial whether a plateau counts only when it is as calm as the plate was before, because
 *     people's hands are on it; a lone cell may have become noisier for any reason
 */
public record SignalSettings(
    long windowMicros,
    int minSamples,
    long driftMicros,
    long minStepMg,
    double sigmas,
    long lightestMg,
    boolean onTrial) {

  /** For plates under a planogram: reports small steps, which are judged once they are summed. */
  public static final SignalSettings SHELF =
      new SignalSettings(400_000, 5, 10_000_000, 1_500, 4.0, 0, true);

  /** For a cell about which nothing is known: only what is clearly a step. */
  public static final SignalSettings UNKNOWN_CELL =
      new SignalSettings(500_000, 5, 10_000_000, 8_000, 6.0, 0, false);

  /**
   * @throws IllegalArgumentException when a value is not positive or a window does not fit
   */
  public SignalSettings {
    if (windowMicros <= 0 || driftMicros < windowMicros || minStepMg <= 0 || sigmas <= 0) {
      throw new IllegalArgumentException("Windows, smallest step and sigmas must be positive");
    }
    if (minSamples < 4 || minSamples > PlateSignal.CAPACITY / 2 || lightestMg < 0) {
      throw new IllegalArgumentException(
          "A plateau needs 4 to " + PlateSignal.CAPACITY / 2 + " samples");
    }
  }

  /** The smallest change that is reported, given its standard deviation, in milligrams. */
  double leastStepMg(double sigmaMg) {
    return Math.max((double) minStepMg, sigmas * sigmaMg);
  }

  /** The same, for a plate whose lightest product is known. */
  public SignalSettings withLightest(long mg) {
    return new SignalSettings(
        windowMicros, minSamples, driftMicros, minStepMg, sigmas, mg, onTrial);
  }

  /** The same, for a cell whose lightest product is known: half of that is a step. */
  public SignalSettings forProductsFrom(long lightestProductMg) {
    return new SignalSettings(
        windowMicros,
        minSamples,
        driftMicros,
        Math.max(1, lightestProductMg / 2),
        sigmas,
        lightestProductMg,
        onTrial);
  }
}
