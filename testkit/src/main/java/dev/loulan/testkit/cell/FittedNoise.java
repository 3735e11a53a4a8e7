package dev.loulan.testkit.cell;

import dev.loulan.testkit.chance.Chance;

/** Noise with the spectrum and the tails of the {@link NoiseFit}, at any rate of sampling. */
public final class FittedNoise implements CellNoise {
  /** Samples farther apart than this do not share the part that the next one takes back. */
  private static final double BLUE_SECONDS = 0.03;

  private final NoiseFit fit;
  private final Chance chance;
  private final double white;
  private final double blue;
  private final double fast;
  private final double slow;
  private double lastBlue;
  private double fastState;
  private double slowState;
  private double decaySeconds = -1;
  private double fastDecay;
  private double slowDecay;

  /**
   * @param sigmaMg standard deviation of a sample
   */
  public FittedNoise(NoiseFit fit, double sigmaMg, Chance chance) {
    this.fit = fit;
    this.chance = chance;
    double mixture =
        StrictMath.sqrt(1 + fit.tailProbability() * (fit.tailTimes() * fit.tailTimes() - 1));
    this.white = sigmaMg * StrictMath.sqrt(fit.whiteShare()) / mixture;
    this.blue = sigmaMg * StrictMath.sqrt(fit.blueShare() / 2) / mixture;
    this.fast = sigmaMg * StrictMath.sqrt(fit.fastShare());
    this.slow = sigmaMg * StrictMath.sqrt(fit.slowShare());
    this.fastState = fast * chance.normal();
    this.slowState = slow * chance.normal();
  }

  @Override
  public double nextMg(double seconds) {
    if (seconds != decaySeconds) {
      decaySeconds = seconds;
      fastDecay = StrictMath.exp(-seconds / fit.fastSeconds());
      slowDecay = StrictMath.exp(-seconds / fit.slowSeconds());
    }
    fastState =
        fastState * fastDecay + fast * Math.sqrt(1 - fastDecay * fastDecay) * chance.normal();
    if (slow > 0) {
      slowState =
          slowState * slowDecay + slow * Math.sqrt(1 - slowDecay * slowDecay) * chance.normal();
    }
    double before = seconds > BLUE_SECONDS ? blue * tailed() : lastBlue;
    lastBlue = blue * tailed();
    return white * tailed() + lastBlue - before + fastState + slowState;
  }

  private double tailed() {
    double value = chance.normal();
    return chance.happens(fit.tailProbability()) ? value * fit.tailTimes() : value;
  }
}
