package dev.loulan.inference.signal;

import java.util.Arrays;

/**
 * Decides a step while the plate still rings: when two {@link RingFit fits} some samples apart find
 * the same level. A movement is decided once. Allocates nothing after construction.
 */
final class EarlyDecision {
  private static final int FITS_APART = 3;
  private static final double FIT_SHARE = 0.001;

  /** Fits that share samples agree better than they are right: measured over 6,000 takes. */
  private static final double SHARED_SAMPLES = 2;

  private final RingFit ring = new RingFit();
  private final double[] fits = new double[6];
  private int fit;
  private boolean decided;
  private double delta;
  private double sigma;
  private long restMicros;

  /** A new movement begins. */
  void restart() {
    decided = false;
    Arrays.fill(fits, Double.NaN);
  }

  /**
   * Looks at the newest samples.
   *
   * @param levelMg level before the movement
   * @param noiseMg standard deviation of a sample at rest
   * @return true once, when the step is told
   */
  boolean isDecided(
      Window window, double levelMg, double levelSigmaMg, double noiseMg, SignalSettings settings) {
    if (decided || !ring.measure(window)) {
      return false;
    }
    double change = ring.level() - levelMg;
    double sample = Math.max(noiseMg, ring.residual());
    double spread = StrictMath.hypot(2 * ring.levelSigma(sample), levelSigmaMg);
    boolean quiet =
        ring.residual() <= 1.6 * noiseMg + FIT_SHARE * Math.abs(change)
            && ring.isCrossed(3 * noiseMg);
    double known = quiet && Math.abs(change) >= settings.leastStepMg(spread) ? change : Double.NaN;
    if (agreesWithEarlier(known, 2 * spread)) {
      decided = true;
      delta = change;
      sigma = SHARED_SAMPLES * spread;
      restMicros = window.newestMicros(RingFit.SAMPLES - 1);
    }
    fits[fit] = known;
    fit = (fit + 1) % fits.length;
    return decided;
  }

  /** Whether a fit at least three samples ago found the same; the ones between may be spoilt. */
  private boolean agreesWithEarlier(double change, double within) {
    for (int age = FITS_APART; age <= fits.length; age++) {
      double earlier = fits[(fit - age + fits.length) % fits.length];
      if (Math.abs(change - earlier) <= within) {
        return true;
      }
    }
    return false;
  }

  long deltaMg() {
    return Math.round(delta);
  }

  long sigmaMg() {
    return Math.round(sigma);
  }

  /** First sample of the fit that decided. */
  long restMicros() {
    return restMicros;
  }
}
