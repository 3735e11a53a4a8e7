package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;

/**
 * A change of one plate's weight between two plateaus.
 *
 * @param beginMicros first sample that left the old plateau, micros since the epoch
 * @param endMicros first sample of the new plateau
 * @param deltaMg new level minus old level; negative when something was taken
 * @param sigmaMg standard deviation of {@code deltaMg}
 */
public record Step(PlateId plate, long beginMicros, long endMicros, long deltaMg, long sigmaMg) {

  /**
   * @throws IllegalArgumentException when the step ends before it begins or sigma is negative
   */
  public Step {
    if (endMicros < beginMicros || sigmaMg < 0) {
      throw new IllegalArgumentException("A step ends after it begins and has a sigma: " + plate);
    }
  }
}
