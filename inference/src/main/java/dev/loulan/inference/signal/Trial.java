package dev.loulan.inference.signal;

/**
 * Whether a plateau that was just found is one of the goods alone.
 *
 * <p>A window may rest by chance while a hand still lies on the plate. A hand trembles: so a
 * plateau counts only when the samples after that window scatter no more than the plate lately did
 * when nobody touched it, and what comes between two such plateaus is one change. Scatter is that
 * of half a second around its own mean, so that slow noise does not count. Allocates nothing.
 */
final class Trial {
  private static final long BLOCK_MICROS = 500_000;
  private static final int FEWEST = 4;

  /** Against the largest scatter of late, which is forgotten by this share with each block. */
  private static final double FORGOTTEN = 0.02;

  private static final double CALM_SCATTER = 1.25;

  /** A resting plate never scatters so much; between the two it is not known what lay there. */
  private static final double TREMBLING_SCATTER = 1.8;

  /** A hand trembles more than this, whatever little the plate scatters. */
  private static final double LEAST_TREMBLE_MG = 1_000;

  /** In sigmas; a single reading from afar is no tremble. */
  private static final double MOST_COUNTED = 4;

  /** What the samples of a plateau say. */
  enum Verdict {
    CALM,
    TREMBLING,
    UNCLEAR
  }

  private final Block block = new Block();
  private final Block all = new Block();
  private double usualMg;
  private long beginMicros;
  private long sinceMicros;
  private double waiting;
  private double waitingSquares;
  private int waitingCount;

  /** Samples as the sums of which their standard deviation follows. */
  private static final class Block {
    private double sum;
    private double squares;
    private int count;

    void clear() {
      sum = 0;
      squares = 0;
      count = 0;
    }

    void add(double ofThem, double ofSquares, int more) {
      sum += ofThem;
      squares += ofSquares;
      count += more;
    }

    double deviation() {
      double mean = sum / count;
      return StrictMath.sqrt(Math.max(0, squares / count - mean * mean));
    }
  }

  /**
   * A window of samples rests.
   *
   * @param beginMicros its first sample
   * @param atMicros its last sample
   */
  void begin(long beginMicros, long atMicros) {
    this.beginMicros = beginMicros;
    sinceMicros = atMicros;
    block.clear();
    all.clear();
    clearWaiting();
  }

  private void clearWaiting() {
    waiting = 0;
    waitingSquares = 0;
    waitingCount = 0;
  }

  /**
   * A further sample of the plate at rest.
   *
   * @param deviationMg its distance from the level
   * @param noiseMg standard deviation of a sample at rest
   * @param leaves whether it may be the first of those that leave the plateau
   * @param onTrial whether the plateau is on trial; else its scatter is what is usual
   * @return whether a plateau on trial counts from now on
   */
  boolean isPassed(
      long atMicros, double deviationMg, double noiseMg, boolean leaves, boolean onTrial) {
    double most = MOST_COUNTED * Math.max(noiseMg, usualMg);
    double counted = Math.clamp(deviationMg, -most, most);
    waiting += counted;
    waitingSquares += counted * counted;
    waitingCount++;
    if (leaves) {
      return false;
    }
    block.add(waiting, waitingSquares, waitingCount);
    all.add(waiting, waitingSquares, waitingCount);
    clearWaiting();
    if (atMicros - sinceMicros < BLOCK_MICROS || block.count < FEWEST) {
      return false;
    }
    double scatter = block.deviation();
    boolean calm = relative(scatter, noiseMg) <= CALM_SCATTER;
    if (!onTrial) {
      usualMg = Math.max(scatter, usualMg * (1 - FORGOTTEN));
    }
    sinceMicros = atMicros;
    block.clear();
    return onTrial && calm;
  }

  /** Scatter in multiples of the largest that is usual on this plate. */
  private double relative(double scatterMg, double noiseMg) {
    double known = Math.max(noiseMg, usualMg);
    return scatterMg / Math.max(LEAST_TREMBLE_MG / CALM_SCATTER, known);
  }

  /** What the plateau was, now that the plate leaves it before the trial was passed. */
  Verdict verdict(double noiseMg) {
    if (all.count < FEWEST) {
      return Verdict.UNCLEAR;
    }
    double scatter = relative(all.deviation(), noiseMg);
    return scatter <= CALM_SCATTER
        ? Verdict.CALM
        : scatter < TREMBLING_SCATTER ? Verdict.UNCLEAR : Verdict.TREMBLING;
  }

  /** First sample of the plateau. */
  long beginMicros() {
    return beginMicros;
  }
}
