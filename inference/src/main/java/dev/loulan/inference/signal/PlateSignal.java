package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  private static final double REST_SIGMAS = 3.0;

  /** Before a plate has rested once, noise up to this counts as rest. */
  private static final double FIRST_NOISE_MG = 4_000;

  private static final double MEAN_SIGMAS = 5;
  private static final double LEAST_MEAN_MG = 4_000;
  private static final double SPIKE_SIGMAS = 8;
  private static final double NOISY_SHARE = 0.6;
  private static final double DOUBTFUL_SIGMAS = 2;

  /** A change up to so many of the least ones is small. */
  private static final double SMALL_SIGMAS = 4;

  /** How long a lone cell must keep a small change that it settled on while it was shaken. */
  private static final long HELD_MICROS = 1_500_000;

  private final PlateId plate;
  private final SignalSettings settings;
  private final SignalListener listener;
  private final Window window = new Window(CAPACITY);
  private final NoiseEstimate noise = new NoiseEstimate();
  private final Wander wander;
  private final EarlyDecision early = new EarlyDecision();
  private final Trial trial = new Trial();
  private final MeanWatch means = new MeanWatch();
  private final Cadence cadence = new Cadence();
  private final Departure departure = new Departure();
  private final Lowest lowest = new Lowest();
  private final UnclearLevels unclear = new UnclearLevels();
  private final Settling settling = new Settling(window, cadence);
  private final HealthCounter health;

  private boolean started;
  private boolean hasLevel;
  private boolean atRest;
  private boolean onTrial;
  private boolean gapSinceRest;
  private double anchorMg;
  private double anchorSigmaMg;
  private double levelMg;
  private double levelSigmaMg;
  private long restSamples;
  private long restUntilMicros;
  private long leftMicros;
  private long lastMicros;
  private int lastMg;
  private @Nullable Step earlyStep;

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
      if ((atRest && !onTrial) || !hasLevel) {
        noise.difference((double) weightMg - lastMg);
      }
    }
    health.value(at, weightMg, lastMg);
    if (!started) {
      settling.begin(at);
    }
    started = true;
    lastMicros = at;
    lastMg = weightMg;
    window.add(at, weightMg);
    lowest.add(weightMg);
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
      if (hasLevel && !gapSinceRest) {
        decideEarly();
      }
      move(at);
    }
  }

  private void missing(long atMicros) {
    if (started && cadence.hidesSomething(atMicros - lastMicros)) {
      gap(atMicros);
    }
  }

  private void watchMean() {
    double least =
        Math.max(
            Math.max(settings.lightestMg() / 3.0, LEAST_MEAN_MG), (double) settings.minStepMg());
    double far = Math.max(least, MEAN_SIGMAS * levelSigmaMg);
    if (means.hasLeft(wander.lastMean(), wander.lastBeginMicros(), far, levelMg)) {
      levelMg = means.levelBeforeMg();
      leave(means.sinceMicros());
    }
  }

  @Override
  public void gap(long atMicros) {
    health.count(PlateHealth.Kind.GAPS, atMicros);
    if (atRest) {
      leave(restUntilMicros);
    }
    gapSinceRest = true;
    earlyStep = null;
    window.clear();
  }

  /**
   * No more samples come. A plate that still rings around another level than it had gives a step
   * with a sigma as large as that; one that still goes somewhere is unknown.
   */
  @Override
  public void finish() {
    if (atRest) {
      endTrial();
      return;
    }
    if (!hasLevel || window.size() < settings.minSamples()) {
      return;
    }
    window.measureNewest(Math.min(window.size(), CAPACITY / 2));
    boolean rings = Math.abs(window.slope()) <= window.spread() / 2;
    gapSinceRest |= !rings;
    report(window.beginMicros(), window.mean(), window.spread() / (rings ? 4 : 2));
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
  public @Nullable Step early() {
    return earlyStep;
  }

  @Override
  public Plateau plateau() {
    boolean settled = atRest && !onTrial;
    return new Plateau(
        Math.round(settled ? levelMg : anchorMg),
        Math.round(settled ? levelSigmaMg : anchorSigmaMg),
        settled,
        hasLevel && !gapSinceRest);
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
    if (cadence.isGap(sinceLast)) {
      gap(atMicros);
    }
    return atMicros;
  }

  private void rest(long at, int mg) {
    double deviation = mg - levelMg;
    boolean stays = Math.abs(deviation) <= tolerance();
    boolean passed =
        settings.onTrial()
            ? trial.isPassed(at, deviation, noise.sigmaMg(), !stays, onTrial)
            : at - trial.beginMicros() >= HELD_MICROS;
    if (passed) {
      endTrial();
    }
    if (stays) {
      stay(at, deviation);
      return;
    }
    if (departure.isComplete(at, deviation)) {
      leave(departure.sinceMicros());
      window.keep(Departure.SAMPLES);
    }
  }

  private void stay(long at, double deviation) {
    if (departure.wasSpike(Math.max(2 * tolerance(), SPIKE_SIGMAS * noise.sigmaMg()))) {
      health.count(PlateHealth.Kind.SPIKES, at);
    }
    double follow = Math.max(1.0 / (restSamples + 1), share(at - restUntilMicros));
    restSamples++;
    if (!onTrial) {
      double share = share(at - restUntilMicros) / 4;
      noise.deviation(deviation, Math.max(1.0 / (restSamples + 30), share));
    }
    levelMg += deviation * Math.min(1, follow);
    levelSigmaMg = wander.sigmaMg(noise.sigmaMg());
    restUntilMicros = at;
  }

  /** The plateau counts, and the change to it from the last one that did is told. */
  private void endTrial() {
    if (onTrial) {
      onTrial = false;
      report(trial.beginMicros(), levelMg, levelSigmaMg);
      gapSinceRest = false;
    }
  }

  private double share(long elapsedMicros) {
    long following = Math.max(settings.driftMicros(), cadence.micros(20));
    return Math.min(0.2, (double) elapsedMicros / following);
  }

  private void leave(long at) {
    if (onTrial && settings.onTrial()) {
      Trial.Verdict verdict = trial.verdict(noise.sigmaMg());
      if (verdict == Trial.Verdict.CALM) {
        endTrial();
      }
      if (verdict == Trial.Verdict.UNCLEAR) {
        unclear.add(levelMg);
      }
    }
    if (!onTrial) {
      lowest.restart();
      anchorMg = levelMg;
      anchorSigmaMg = levelSigmaMg;
      leftMicros = at;
    } else if (!settings.onTrial() && Math.abs(levelMg - anchorMg) < leastStep(levelSigmaMg)) {
      // It was back where it came from, so what went before is no part of what comes now.
      leftMicros = at;
    }
    onTrial = false;
    atRest = false;
    early.restart();
    earlyStep = null;
    departure.restart();
    settling.begin(at);
  }

  private void move(long at) {
    if (settling.isRestless(at)) {
      health.count(PlateHealth.Kind.RESTLESS, at);
    }
    if (!window.measure(settings.windowMicros(), settings.minSamples())) {
      return;
    }
    if (!hasLevel || !settings.onTrial()) {
      double known = hasLevel ? noise.sigmaMg() : Math.max(FIRST_NOISE_MG, noise.sigmaMg());
      if (settling.restsWithPatience(known, at)) {
        settle(at, true);
      }
    } else if (settling.restsWithin(noise.sigmaMg())) {
      settle(at, false);
    } else if (settling.isNoisierForGood(noise.sigmaMg(), at)) {
      settle(at, true);
    }
  }

  private void decideEarly() {
    if (early.isDecided(window, anchorMg, anchorSigmaMg, noise.sigmaMg(), settings)) {
      long end = Math.max(leftMicros, early.restMicros());
      earlyStep = new Step(plate, leftMicros, end, early.deltaMg(), early.sigmaMg());
    }
  }

  private void settle(long at, boolean forGood) {
    int n = window.count();
    if (forGood) {
      noise.atLeast(settling.scatterMg());
    }
    double averaged = noise.sigmaMg() / StrictMath.sqrt(n);
    wander.restart();
    levelMg = window.mean();
    levelSigmaMg = Math.max(averaged, wander.sigmaMg(noise.sigmaMg()));
    onTrial = hasLevel;
    hasLevel = true;
    atRest = true;
    restSamples = n;
    restUntilMicros = at;
    departure.restart();
    means.restart(levelMg);
    trial.begin(window.beginMicros(), at);
    if (!onTrial) {
      gapSinceRest = false;
      return;
    }
    if (cadence.isSlow() || (forGood && !mayBeChance(n))) {
      endTrial();
    }
  }

  /** A lone cell that shakes rests by chance, and then on a level that is not its own. */
  private boolean mayBeChance(int samples) {
    double shaken = window.shakingMg() / StrictMath.sqrt(samples);
    double sigma = Math.max(2 * shaken, SMALL_SIGMAS * levelSigmaMg);
    return !settings.onTrial()
        && Math.abs(levelMg - anchorMg)
            < Math.max(SMALL_SIGMAS * settings.minStepMg(), settings.sigmas() * sigma);
  }

  private void report(long restBegin, double newLevelMg, double sigmaAfter) {
    earlyStep = null;
    double delta = newLevelMg - anchorMg;
    double sigma = StrictMath.hypot(sigmaAfter, anchorSigmaMg);
    long dip = lowest.belowMg(anchorMg, newLevelMg);
    boolean unsure = gapSinceRest || unclear.liesOffBoth(anchorMg, newLevelMg, leastStep(sigma));
    unclear.clear();
    anchorMg = newLevelMg;
    anchorSigmaMg = sigmaAfter;
    boolean doubtful = Math.abs(delta) < leastStep(sigma);
    if (doubtful && !isMaybeAProduct(delta, sigma)) {
      return;
    }
    long deltaMg = Math.round(delta);
    long sigmaMg = Math.round(sigma);
    long end = Math.max(leftMicros, restBegin);
    if (unsure || doubtful) {
      listener.unknown(new UnknownSpan(plate, leftMicros, end, deltaMg, sigmaMg));
    } else {
      listener.step(new Step(plate, leftMicros, end, deltaMg, sigmaMg, dip));
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
    return settings.leastStepMg(sigma);
  }
}
