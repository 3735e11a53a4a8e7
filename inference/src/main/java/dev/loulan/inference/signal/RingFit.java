package dev.loulan.inference.signal;

/**
 * The level around which a plate still rings, from less than a quarter of a second of samples.
 *
 * <p>The samples are taken as a level and one damped swing; for each frequency and decay of a grid
 * level and swing follow by least squares, and the best fit counts when what it leaves is no more
 * than noise. A hand that still moves leaves more. Needs evenly spaced samples; allocates nothing
 * after construction.
 */
final class RingFit {
  static final int SAMPLES = 9;

  private static final double[] HERTZ = {4.5, 5.5, 6.5, 7.7, 9, 10.5, 12.5, 15, 18};
  private static final double[] DECAY_SECONDS = {0.05, 0.1, 0.2};
  private static final double SLOWEST_SECONDS = 0.02;
  private static final double UNEVEN = 0.2;
  private static final int REFINEMENTS = 6;

  private final double[] cosines = new double[HERTZ.length * DECAY_SECONDS.length * SAMPLES];
  private final double[] sines = new double[cosines.length];
  private final double[] fineCosines = new double[SAMPLES];
  private final double[] fineSines = new double[SAMPLES];
  private final double[] samples = new double[SAMPLES];
  private final Turn turn = new Turn();
  private double tableSeconds;
  private double level;
  private double levelFactor;
  private double residual;

  /**
   * Fits the newest samples.
   *
   * @return false when they are too few, too slow or not evenly spaced
   */
  boolean measure(Window window) {
    if (window.size() < SAMPLES) {
      return false;
    }
    double seconds =
        (window.newestMicros(0) - window.newestMicros(SAMPLES - 1)) / (1e6 * (SAMPLES - 1));
    if (seconds <= 0 || seconds > SLOWEST_SECONDS) {
      return false;
    }
    for (int i = 0; i < SAMPLES; i++) {
      double off = (window.newestMicros(0) - window.newestMicros(i)) / 1e6 - i * seconds;
      if (Math.abs(off) > UNEVEN * seconds) {
        return false;
      }
      samples[SAMPLES - 1 - i] = window.newestMg(i);
    }
    prepare(seconds);
    fit();
    return true;
  }

  /** Swings sampled at this interval; made again only when the rate changes. */
  private void prepare(double seconds) {
    if (Math.abs(seconds - tableSeconds) <= 0.02 * tableSeconds) {
      return;
    }
    tableSeconds = seconds;
    int at = 0;
    for (double hertz : HERTZ) {
      for (double decay : DECAY_SECONDS) {
        swing(cosines, sines, at, hertz, decay);
        at += SAMPLES;
      }
    }
  }

  private void fit() {
    double offset = samples[SAMPLES - 1];
    residual = Double.POSITIVE_INFINITY;
    int best = 0;
    for (int swing = 0; swing < HERTZ.length * DECAY_SECONDS.length; swing++) {
      if (solve(cosines, sines, swing * SAMPLES, offset)) {
        best = swing;
      }
    }
    refine(HERTZ[best / DECAY_SECONDS.length], DECAY_SECONDS[best % DECAY_SECONDS.length], offset);
  }

  /** Looks between the points of the grid, in steps that become smaller. */
  private void refine(double hertz, double decay, double offset) {
    double bestHertz = hertz;
    double bestDecay = decay;
    double step = 0.06;
    for (int round = 0; round < REFINEMENTS; round++) {
      double aroundHertz = bestHertz;
      double aroundDecay = bestDecay;
      for (int way = 0; way < 4; way++) {
        double h = aroundHertz * (way == 0 ? 1 + step : way == 1 ? 1 / (1 + step) : 1);
        double d = aroundDecay * (way == 2 ? 1 + 3 * step : way == 3 ? 1 / (1 + 3 * step) : 1);
        swing(fineCosines, fineSines, 0, h, d);
        if (solve(fineCosines, fineSines, 0, offset)) {
          bestHertz = h;
          bestDecay = d;
        }
      }
      step /= bestHertz == aroundHertz && bestDecay == aroundDecay ? 2 : 1;
    }
  }

  private void swing(double[] c, double[] s, int from, double hertz, double decay) {
    double step = 2 * StrictMath.PI * hertz * tableSeconds;
    double keep = StrictMath.exp(-tableSeconds / decay);
    turn.set(step);
    double re = keep * turn.cosine();
    double im = keep * turn.sine();
    c[from] = 1;
    s[from] = 0;
    for (int i = from + 1; i < from + SAMPLES; i++) {
      c[i] = c[i - 1] * re - s[i - 1] * im;
      s[i] = c[i - 1] * im + s[i - 1] * re;
    }
  }

  /**
   * Level, cosine and sine by the normal equations of three unknowns.
   *
   * @return whether it fits better than what came before
   */
  private boolean solve(double[] cosines, double[] sines, int from, double offset) {
    double c = 0;
    double s = 0;
    double cc = 0;
    double cs = 0;
    double ss = 0;
    double y = 0;
    double yc = 0;
    double ys = 0;
    double yy = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double cosine = cosines[from + i];
      double sine = sines[from + i];
      double value = samples[i] - offset;
      c += cosine;
      s += sine;
      cc += cosine * cosine;
      cs += cosine * sine;
      ss += sine * sine;
      y += value;
      yc += value * cosine;
      ys += value * sine;
      yy += value * value;
    }
    double n = SAMPLES;
    double minor = cc * ss - cs * cs;
    double minorC = c * ss - s * cs;
    double minorS = c * cs - s * cc;
    double determinant = n * minor - c * minorC + s * minorS;
    if (determinant <= 1e-9) {
      return false;
    }
    double fitted = (y * minor - yc * minorC + ys * minorS) / determinant;
    double a = (-y * minorC + yc * (n * ss - s * s) - ys * (n * cs - c * s)) / determinant;
    double b = (y * minorS - yc * (n * cs - c * s) + ys * (n * cc - c * c)) / determinant;
    double left = Math.max(0, yy - fitted * y - a * yc - b * ys) / (n - 3);
    if (left < residual) {
      residual = left;
      level = offset + fitted;
      levelFactor = minor / determinant;
      return true;
    }
    return false;
  }

  /** The level, in milligrams. */
  double level() {
    return level;
  }

  /**
   * Whether the samples lie on both sides of the level, each side by a third of the farthest, so
   * that the level is seen and not only reckoned; or all are near it.
   */
  boolean isCrossed(double near) {
    double above = 0;
    double below = 0;
    for (double sample : samples) {
      above = Math.max(above, sample - level);
      below = Math.max(below, level - sample);
    }
    return Math.max(above, below) <= near || 3 * Math.min(above, below) >= Math.max(above, below);
  }

  /** Standard deviation of what the fit leaves of a sample. */
  double residual() {
    return StrictMath.sqrt(residual);
  }

  /** Standard deviation of the level for samples with this one. */
  double levelSigma(double sampleSigma) {
    return sampleSigma * StrictMath.sqrt(levelFactor);
  }
}
