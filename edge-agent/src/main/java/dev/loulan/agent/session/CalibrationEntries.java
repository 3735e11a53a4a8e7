package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.journal.entry.Calibration;

/**
 * A plate's calibration as the journal says it. A board says milligrams, so the entry's count is a
 * tenth of a gram of what the board says: the gain is kept to 0.001 %, the zero to 50 mg.
 */
final class CalibrationEntries {
  private static final double COUNT_MG = 100;
  private static final double MICROGRAMS = 1_000;

  /** A calibration whose gain is less certain is refused, so that the entry need not say it. */
  static final double MOST_GAIN_SIGMA = 0.001;

  private CalibrationEntries() {}

  static Calibration entry(PlateId plate, PlateCalibration known) {
    return new Calibration(
        plate.toString(),
        Math.round(known.zeroMg() / COUNT_MG),
        Math.round(known.gain() * COUNT_MG * MICROGRAMS));
  }

  /**
   * The calibration that an entry says; deliveries have not checked it yet.
   *
   * @throws IllegalArgumentException when the scale is not positive
   */
  static PlateCalibration of(Calibration entry, long atMicros) {
    double gain = entry.microgramsPerCount() / (COUNT_MG * MICROGRAMS);
    // Of a plate whose zero alone was set the gain is as it came.
    double sigma =
        gain == PlateCalibration.NONE.gain() ? PlateCalibration.NONE.gainSigma() : MOST_GAIN_SIGMA;
    return new PlateCalibration(gain, entry.offsetCounts() * COUNT_MG, sigma, 0, 0, atMicros);
  }

  /** Whether somebody ever calibrated the plate. */
  static boolean isCalibrated(PlateCalibration known) {
    PlateCalibration none = PlateCalibration.NONE;
    return known.gain() != none.gain() || known.zeroMg() != none.zeroMg();
  }
}
