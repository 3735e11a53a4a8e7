package dev.loulan.inference.signal;

/**
 * Whether a plateau that was just found is one of the goods alone.
 *
 * <p>A window may rest by chance while a hand still lies on the plate. A hand trembles: so a
 * plateau counts only when the samples after that window scatter no more than the plate did before
 * it was touched, and what comes between two such plateaus is one change. Allocates nothing.
 */
final class Trial {
  private static final long TRIAL_MICROS = 500_000;
  private static final int FEWEST = 4;

  /** More than the noise of a resting plate is mostly found by so few samples. */
  private static final double CALM_SCATTER = 1.5;

  /** A resting plate never scatters so much; between the two it is not known what lay there. */
  private static final double TREMBLING_SCATTER = 2.2;

  /** A hand trembles more than this, whatever little the plate scatters. */
  private static final double LEAST_TREMBLE_MG = 1_000;

  /** In sigmas; a single reading from afar is no tremble. */
  private static final double MOST_COUNTED = 4;

  private static final double MEAN_DEVIATION_TO_SIGMA = 1.2533;

  /** What the samples of a plateau say. */
  enum Verdict {
    CALM,
    TREMBLING,
    UNCLEAR
  }

  private long beginMicros;
  private long sinceMicros;
  private double deviations;
  private int count;
  private double allDeviations;
  private int all;
  private double outside;
  private int outsideCount;

  /**
   * A window of samples rests.
   *
   * @param beginMicros its first sample
   * @param atMicros its last sample
   */
  void begin(long beginMicros, long atMicros) {
    this.beginMicros = beginMicros;
    sinceMicros = atMicros;
    deviations = 0;
    count = 0;
    allDeviations = 0;
    all = 0;
    outside = 0;
    outsideCount = 0;
  }

  /**
   * A further sample.
   *
   * @param deviationMg its distance from the level
   * @param noiseMg standard deviation of a sample before the plate was touched
   * @param leaves whether it may be the first of those that leave the plateau
   * @return whether the plateau counts
   */
  boolean isPassed(long atMicros, double deviationMg, double noiseMg, boolean leaves) {
    outside += Math.min(Math.abs(deviationMg), MOST_COUNTED * noiseMg);
    outsideCount++;
    if (leaves) {
      return false;
    }
    deviations += outside;
    count += outsideCount;
    allDeviations += outside;
    all += outsideCount;
    outside = 0;
    outsideCount = 0;
    if (atMicros - sinceMicros < TRIAL_MICROS || count < FEWEST) {
      return false;
    }
    boolean calm = scatter(deviations, count, noiseMg) <= CALM_SCATTER;
    sinceMicros = atMicros;
    deviations = 0;
    count = 0;
    return calm;
  }

  /** Scatter in multiples of what is usual on this plate. */
  private static double scatter(double deviations, int count, double noiseMg) {
    double least = LEAST_TREMBLE_MG / CALM_SCATTER;
    return MEAN_DEVIATION_TO_SIGMA * deviations / count / Math.max(least, noiseMg);
  }

  /** What the plateau was, now that the plate leaves it before the trial was passed. */
  Verdict verdict(double noiseMg) {
    if (all < FEWEST) {
      return Verdict.TREMBLING;
    }
    double scatter = scatter(allDeviations, all, noiseMg);
    return scatter <= CALM_SCATTER
        ? Verdict.CALM
        : scatter < TREMBLING_SCATTER ? Verdict.UNCLEAR : Verdict.TREMBLING;
  }

  /** First sample of the plateau. */
  long beginMicros() {
    return beginMicros;
  }
}
