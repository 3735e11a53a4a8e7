package dev.loulan.agent.session;

import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.inference.signal.WatchedPlate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a board reads into weights, by the calibration of each plate. A plate that is being
 * calibrated weighs nothing meanwhile: its readings go to who calibrates it. Belongs to the
 * machine's thread.
 */
final class PlateScales {
  /** The smallest number says that there is no reading. */
  private static final int LEAST_MG = SampleBlock.NO_READING + 1;

  private final PlateChecks checks;
  private @Nullable PlateId away;
  private Readings readings = (_, _) -> {};

  /** Takes the readings of the plate that is being calibrated, as its board said them. */
  @FunctionalInterface
  interface Readings {
    void reading(long atMicros, int mg);
  }

  PlateScales(PlateChecks checks) {
    this.checks = checks;
  }

  void calibrating(PlateId plate, Readings to) {
    away = plate;
    readings = to;
  }

  void calibrated() {
    away = null;
  }

  /** The same block where no plate of it was ever calibrated. */
  SampleBlock weights(List<WatchedPlate> plates, SampleBlock read, long shiftMicros) {
    if (plates.stream().noneMatch(p -> isChanged(p.plate()))) {
      return read;
    }
    int count = plates.size();
    int[] offsets = new int[read.samples()];
    int[] weights = new int[read.samples() * count];
    for (int sample = 0; sample < offsets.length; sample++) {
      long at = read.atMicros(sample);
      offsets[sample] = (int) (at - read.firstMicros());
      for (int p = 0; p < count; p++) {
        PlateId plate = plates.get(p).plate();
        weights[sample * count + p] = weight(plate, at + shiftMicros, read.readingMg(sample, p));
      }
    }
    return new SampleBlock(read.firstMicros(), offsets, weights);
  }

  private boolean isChanged(PlateId plate) {
    return plate.equals(away) || CalibrationEntries.isCalibrated(checks.of(plate));
  }

  private int weight(PlateId plate, long atMicros, int mg) {
    if (mg == SampleBlock.NO_READING) {
      return mg;
    }
    if (plate.equals(away)) {
      readings.reading(atMicros, mg);
      return SampleBlock.NO_READING;
    }
    PlateCalibration known = checks.of(plate);
    return CalibrationEntries.isCalibrated(known)
        ? Math.clamp(Math.round(known.weightMg(mg)), LEAST_MG, Integer.MAX_VALUE)
        : mg;
  }
}
