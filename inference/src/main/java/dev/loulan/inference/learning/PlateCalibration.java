package dev.loulan.inference.learning;

import dev.loulan.inference.signal.Step;
import java.util.List;

/**
 * Gain and zero of one plate, and how far both may be trusted.
 *
 * <p>Known weights give gain and zero by least squares. A restock whose goods are counted checks
 * the gain, and a plate that is known to be empty checks the zero. The gain's drift is tracked with
 * an exponentially weighted mean of what the checks said (Roberts 1959).
 *
 * @param gain true change of weight by what the cell says
 * @param zeroMg what the cell says when nothing is on it
 * @param gainSigma standard deviation of the gain
 * @param drift weighted mean of the relative errors that the checks found
 * @param checks how many checks there were
 * @param checkedMicros time of the last one, or of the calibration
 */
public record PlateCalibration(
    double gain, double zeroMg, double gainSigma, double drift, int checks, long checkedMicros) {
  /** A plate that nobody has calibrated: its board says milligrams. */
  public static final PlateCalibration NONE = new PlateCalibration(1, 0, 0.004, 0, 0, 0);

  private static final double FOLLOW = 0.2;
  private static final double DRIFT_ALLOWED = 0.01;
  private static final double GAIN_SIGMA_ALLOWED = 0.01;
  private static final long GROWS_STALE_MICROS = 180L * 86_400 * 1_000_000;

  /**
   * What the cell said under a weight that is known.
   *
   * @param sigmaMg standard deviation of {@code readMg}
   */
  public record KnownWeight(double readMg, double sigmaMg, double trueMg) {}

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when the gain is not positive or a sigma negative
   */
  public PlateCalibration {
    if (!(gain > 0) || !(gainSigma >= 0) || checks < 0) {
      throw new IllegalArgumentException("A calibration has a positive gain");
    }
  }

  /**
   * Gain and zero from at least two different known weights. The gain is as uncertain as the
   * readings are, or as the line through three or more of them fits, whichever is worse.
   *
   * @throws IllegalArgumentException when the weights do not determine a gain
   */
  public static PlateCalibration of(List<KnownWeight> known, long atMicros) {
    double n = known.size();
    double readMean = known.stream().mapToDouble(KnownWeight::readMg).sum() / n;
    double trueMean = known.stream().mapToDouble(KnownWeight::trueMg).sum() / n;
    double squares = 0;
    double products = 0;
    double noise = 0;
    for (KnownWeight weight : known) {
      double fromMean = weight.readMg() - readMean;
      squares += fromMean * fromMean;
      products += fromMean * (weight.trueMg() - trueMean);
      noise += fromMean * fromMean * weight.sigmaMg() * weight.sigmaMg();
    }
    if (known.size() < 2 || squares <= 0 || products <= 0) {
      throw new IllegalArgumentException(
          "Gain and zero need at least two known weights that differ, found " + known.size());
    }
    double gain = products / squares;
    double left = 0;
    for (KnownWeight weight : known) {
      double off = weight.trueMg() - trueMean - gain * (weight.readMg() - readMean);
      left += off * off;
    }
    double fit = StrictMath.sqrt(left / Math.max(1, n - 2) / squares);
    double sigma = Math.max(fit, gain * StrictMath.sqrt(noise) / squares);
    return new PlateCalibration(
        gain, readMean - trueMean / gain, Math.max(sigma, 1e-4), 0, 0, atMicros);
  }

  /** The weight that a reading means. */
  public double weightMg(double readMg) {
    return gain * (readMg - zeroMg);
  }

  /**
   * Learns from a change whose true weight is known, such as a restock of counted goods.
   *
   * @param trueSigmaMg how well it is known
   */
  public PlateCalibration checked(Step step, double trueMg, double trueSigmaMg) {
    double measured = step.deltaMg();
    double uncertain = StrictMath.hypot((double) step.sigmaMg(), trueSigmaMg);
    if (Math.abs(trueMg) < 10 * uncertain) {
      return this;
    }
    double error = measured / trueMg - 1;
    double follow = checks == 0 ? 1 : Math.max(FOLLOW, 1.0 / (checks + 1));
    return new PlateCalibration(
        gain,
        zeroMg,
        gainSigma,
        drift + follow * (error - drift),
        checks + 1,
        Math.max(checkedMicros, step.endMicros()));
  }

  /** The plate was seen empty at this reading. */
  public PlateCalibration empty(double readMg, long atMicros) {
    return new PlateCalibration(gain, readMg, gainSigma, drift, checks, atMicros);
  }

  /** From 0, cannot be trusted, to 100, as good as calibrated now. */
  public int score(long nowMicros) {
    double used =
        Math.abs(drift) / DRIFT_ALLOWED
            + gainSigma / GAIN_SIGMA_ALLOWED / 2
            + Math.max(0, nowMicros - checkedMicros) / (2.0 * GROWS_STALE_MICROS);
    return (int) Math.round(100 * Math.max(0, 1 - used / 2));
  }

  /** Whether an operator should calibrate the plate: drift of a percent, or long unchecked. */
  public boolean needsCalibration(long nowMicros) {
    return Math.abs(drift) > DRIFT_ALLOWED
        || gainSigma > GAIN_SIGMA_ALLOWED
        || (checkedMicros > 0 && nowMicros - checkedMicros > GROWS_STALE_MICROS);
  }
}
