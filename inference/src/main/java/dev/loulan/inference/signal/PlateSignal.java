package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the steps of one plate, sample by sample.
 *
 * <p>A plate is at rest, and its level follows drift and creep, until three samples in a row leave
 * it to the same side. Then it moves until a window of samples rests again, judged by robust spread
 * against the plate's own noise. The difference of the two levels is the step. A single sample far
 * off is a spike and changes nothing. Samples that are missing make the plate unknown until it
 * rests again; what changed meanwhile is an {@link UnknownSpan}, never a step.
 *
 * <p>No sample allocates. One thread feeds it.
 */
public final class PlateSignal implements WatchedPlate {
  /** A reading that the board could not give. */
  public static final int MISSING = Integer.MIN_VALUE;

  static final int CAPACITY = 64;

  private static final int RUN_TO_DEPART = 3;
  private static final double REST_RANGE_SIGMAS = 6.0;
  private static final double REST_SIGMAS = 3.0;

  /** Before a plate has rested once, noise up to this counts as rest. */
  private static final double FIRST_NOISE_MG = 4_000;

  private static final long SHORTEST_GAP_MICROS = 1_500_000;
  private static final long PATIENCE_MICROS = 2_000_000;
  private static final long MOST_MISSING_MICROS = 250_000;
  private static final double MOST_MISSING_INTERVALS = 3.5;
  private static final double MEAN_SIGMAS = 5;
  private static final double LEAST_MEAN_MG = 4_000;
  private static final double SPIKE_SIGMAS = 8;
  private static final double NOISY_SHARE = 0.6;
  private static final double DOUBTFUL_SIGMAS = 2;
  private static final int FITS_APART = 4;
  private static final double FIT_SHARE = 0.001;

  private final PlateId plate;
  private final SignalSettings settings;
  private final SignalListener listener;
  private final Window window = new Window(CAPACITY);
  private final NoiseEstimate noise = new NoiseEstimate();
  private final Wander wander;
  private final RingFit ring = new RingFit();
  private final HealthCounter health;

  private boolean started;
  private boolean hasLevel;
  private boolean atRest;
  private boolean gapSinceRest;
  private double levelMg;
  private double levelSigmaMg;
  private long restSamples;
  private long restUntilMicros;
  private long leftMicros;
  private int runLength;
  private int runSide;
  private double runFarthest;
  private boolean decided;
  private final double[] fits = new double[6];
  private int fit;
  private int meanSide;
  private long meanSinceMicros;
  private double levelAtWindowMg;
  private double levelBeforeMeanMg;
  private long lastMicros;
  private int lastMg;
  private long typicalMicros;

  public PlateSignal(PlateId plate, SignalSettings settings, SignalListener listener) {
    this.plate = plate;
    this.settings = settings;
    this.listener = listener;
    this.wander = new Wander(settings.windowMicros(), settings.minSamples());
    this.health = new HealthCounter(plate);
  }

  @Override
  public void accept(long atMicros, int weightMg) {
    if (weightMg == MISSING) {
      missing(atMicros);
      return;
    }
    long at = started ? advance(atMicros) : atMicros;
    if (started) {
      if (atRest || !hasLevel) {
        noise.difference((double) weightMg - lastMg);
      }
      health.value(at, weightMg == lastMg);
    }
    if (!started) {
      leftMicros = at;
    }
    started = true;
    lastMicros = at;
    lastMg = weightMg;
    window.add(at, weightMg);
    boolean windowEnded = false;
    if (hasLevel) {
      double tolerance = tolerance();
      windowEnded = wander.add(at, Math.clamp(weightMg - levelMg, -tolerance, tolerance));
    }
    if (atRest) {
      rest(at, weightMg);
      if (windowEnded && atRest) {
        watchMean();
      }
    } else {
      decideEarly();
      move(at);
    }
  }

  /** A few readings that the board could not give hide nothing; more of them do. */
  private void missing(long atMicros) {
    double most = Math.max(MOST_MISSING_MICROS, MOST_MISSING_INTERVALS * typicalMicros);
    if (started && atMicros - lastMicros > most) {
      gap(atMicros);
    }
  }

  /**
   * A change smaller than the noise of a sample shows in the mean of a window. Two windows in a row
   * that lie off to the same side are a departure.
   */
  private void watchMean() {
    double mean = wander.lastMean();
    double light = Math.max(settings.lightestMg() / 3.0, LEAST_MEAN_MG);
    double least = Math.max(light, (double) settings.minStepMg());
    double far = Math.max(least, MEAN_SIGMAS * levelSigmaMg);
    int side = Math.abs(mean) < far ? 0 : mean > 0 ? 1 : -1;
    if (side != 0 && side == meanSide) {
      levelMg = levelBeforeMeanMg;
      leave(meanSinceMicros);
      meanSide = 0;
      return;
    }
    meanSide = side;
    meanSinceMicros = wander.lastBeginMicros();
    levelBeforeMeanMg = levelAtWindowMg;
    levelAtWindowMg = levelMg;
  }

  @Override
  public void gap(long atMicros) {
    health.count(PlateHealth.Kind.GAPS, atMicros);
    if (atRest) {
      leave(restUntilMicros);
    }
    gapSinceRest = true;
    window.clear();
  }

  /**
   * No more samples come. A plate that still rings around another level than it had gives a step
   * with a sigma as large as that; one that still goes somewhere is unknown.
   */
  @Override
  public void finish() {
    if (atRest || !hasLevel || window.size() < settings.minSamples()) {
      return;
    }
    window.measureNewest(Math.min(window.size(), CAPACITY / 2));
    boolean rings = Math.abs(window.slope()) <= window.spread() / 2;
    gapSinceRest |= !rings;
    report(window.beginMicros(), window.mean() - levelMg, window.spread() / (rings ? 4 : 2));
  }

  @Override
  public PlateId plate() {
    return plate;
  }

  @Override
  public boolean hasLevel() {
    return hasLevel;
  }

  @Override
  public Plateau plateau() {
    return new Plateau(
        Math.round(levelMg), Math.round(levelSigmaMg), atRest, hasLevel && !gapSinceRest);
  }

  /** Standard deviation of the plate's samples at rest, in milligrams. */
  public long noiseMg() {
    return Math.round(noise.sigmaMg());
  }

  @Override
  public List<PlateHealth> health() {
    List<PlateHealth> found = health.list();
    if (settings.lightestMg() > 0 && 4 * noise.sigmaMg() > settings.lightestMg()) {
      found.add(new PlateHealth(plate, PlateHealth.Kind.NOISY, 1, lastMicros));
    }
    return found;
  }

  private long advance(long atMicros) {
    long sinceLast = atMicros - lastMicros;
    if (sinceLast < 0) {
      health.count(PlateHealth.Kind.CLOCK_BACK, lastMicros);
      return lastMicros;
    }
    if (typicalMicros == 0) {
      typicalMicros = sinceLast;
    } else if (sinceLast > Math.max(SHORTEST_GAP_MICROS, 8 * typicalMicros)) {
      gap(atMicros);
    } else {
      typicalMicros += (sinceLast > typicalMicros ? typicalMicros : -typicalMicros) / 16;
    }
    return atMicros;
  }

  private void rest(long at, int mg) {
    double deviation = mg - levelMg;
    if (Math.abs(deviation) <= tolerance()) {
      stay(at, deviation);
      return;
    }
    int side = deviation > 0 ? 1 : -1;
    if (runLength == 0 || side != runSide) {
      leftMicros = at;
      runLength = 0;
      runFarthest = 0;
      runSide = side;
    }
    runFarthest = Math.max(runFarthest, Math.abs(deviation));
    runLength++;
    if (runLength >= RUN_TO_DEPART) {
      leave(leftMicros);
      window.keep(RUN_TO_DEPART);
    }
  }

  private void stay(long at, double deviation) {
    if (runLength > 0) {
      if (runFarthest > Math.max(2 * tolerance(), SPIKE_SIGMAS * noise.sigmaMg())) {
        health.count(PlateHealth.Kind.SPIKES, at);
      }
      runLength = 0;
    }
    double follow = Math.max(1.0 / (restSamples + 1), share(at - restUntilMicros));
    restSamples++;
    noise.deviation(deviation, Math.max(1.0 / (restSamples + 30), share(at - restUntilMicros) / 4));
    levelMg += deviation * Math.min(1, follow);
    levelSigmaMg = wander.sigmaMg(noise.sigmaMg());
    restUntilMicros = at;
  }

  private double share(long elapsedMicros) {
    long following = Math.max(settings.driftMicros(), 20 * typicalMicros);
    return Math.min(0.2, (double) elapsedMicros / following);
  }

  private void leave(long at) {
    atRest = false;
    decided = false;
    Arrays.fill(fits, Double.NaN);
    runLength = 0;
    leftMicros = at;
  }

  private void move(long at) {
    long moving = at - leftMicros;
    if (moving > 15 * PATIENCE_MICROS && moving > 50 * typicalMicros) {
      health.count(PlateHealth.Kind.RESTLESS, at);
    }
    if (!window.measure(settings.windowMicros(), settings.minSamples())) {
      return;
    }
    double known = hasLevel ? noise.sigmaMg() : Math.max(FIRST_NOISE_MG, noise.sigmaMg());
    double sigma = known * patience(moving);
    int n = window.count();
    boolean flat = Math.abs(window.slope()) <= sigma * (0.8 + 6 / StrictMath.sqrt(n));
    if (flat && window.spread() <= REST_RANGE_SIGMAS * sigma) {
      settle(at, n);
    }
  }

  /** Two fits that agree decide before the plate rests; a movement is decided once. */
  private void decideEarly() {
    if (decided || gapSinceRest || !hasLevel || !ring.measure(window)) {
      return;
    }
    double delta = ring.level() - levelMg;
    double sample = Math.max(noise.sigmaMg(), ring.residual());
    double sigma = StrictMath.hypot(2 * ring.levelSigma(sample), levelSigmaMg);
    boolean quiet =
        ring.residual() <= 1.6 * noise.sigmaMg() + FIT_SHARE * Math.abs(delta)
            && ring.isCrossed(3 * noise.sigmaMg());
    double known = quiet && Math.abs(delta) >= leastStep(sigma) ? delta : Double.NaN;
    if (agreesWithEarlier(known, 2 * sigma)) {
      decided = true;
      long end = Math.max(leftMicros, window.newestMicros(RingFit.SAMPLES - 1));
      listener.decided(new Step(plate, leftMicros, end, Math.round(delta), Math.round(sigma)));
    }
    fits[fit] = known;
    fit = (fit + 1) % fits.length;
  }

  /** Whether a fit at least three samples ago found the same; the ones in between may be spoilt. */
  private boolean agreesWithEarlier(double delta, double within) {
    for (int age = FITS_APART; age <= fits.length; age++) {
      double earlier = fits[(fit - age + fits.length) % fits.length];
      if (Math.abs(delta - earlier) <= within) {
        return true;
      }
    }
    return false;
  }

  /** The longer a plate does not rest, the more scatter counts as rest: its noise has grown. */
  private double patience(long movingMicros) {
    long unit = Math.max(PATIENCE_MICROS, 10 * typicalMicros);
    return Math.min(4, Math.max(1, (double) movingMicros / unit));
  }

  private void settle(long at, int n) {
    noise.atLeast(window.spread() / REST_RANGE_SIGMAS);
    double averaged = noise.sigmaMg() / StrictMath.sqrt(n);
    double sigma = Math.max(averaged, wander.sigmaMg(noise.sigmaMg()));
    long restBegin = window.beginMicros();
    if (hasLevel) {
      report(restBegin, window.mean() - levelMg, sigma);
    }
    wander.restart();
    levelMg = window.mean();
    levelSigmaMg = sigma;
    hasLevel = true;
    atRest = true;
    gapSinceRest = false;
    restSamples = n;
    restUntilMicros = at;
    runLength = 0;
    meanSide = 0;
    levelAtWindowMg = levelMg;
  }

  private void report(long restBegin, double delta, double sigmaAfter) {
    double sigma = StrictMath.sqrt(square(sigmaAfter) + square(levelSigmaMg));
    boolean doubtful = Math.abs(delta) < leastStep(sigma);
    if (doubtful && !isMaybeAProduct(delta, sigma)) {
      return;
    }
    long deltaMg = Math.round(delta);
    long sigmaMg = Math.round(sigma);
    long end = Math.max(leftMicros, restBegin);
    if (gapSinceRest || doubtful) {
      listener.unknown(new UnknownSpan(plate, leftMicros, end, deltaMg, sigmaMg));
    } else {
      listener.step(new Step(plate, leftMicros, end, deltaMg, sigmaMg));
    }
  }

  /** On a plate too noisy for its lightest product, a change that may be one is left open. */
  private boolean isMaybeAProduct(double delta, double sigma) {
    double light = (double) settings.lightestMg();
    return light > 0
        && leastStep(sigma) > NOISY_SHARE * light
        && Math.abs(delta) >= Math.max(light / 2, DOUBTFUL_SIGMAS * sigma);
  }

  private double tolerance() {
    return Math.max(1_000, REST_SIGMAS * noise.sigmaMg());
  }

  private double leastStep(double sigma) {
    return Math.max((double) settings.minStepMg(), settings.sigmas() * sigma);
  }

  private static double square(double x) {
    return x * x;
  }
}
