package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;

/**
 * A change of one plate's weight between two plateaus.
 *
 * @param beginMicros first sample that left the old plateau, micros since the epoch
 * @param endMicros first sample of the new plateau
 * @param deltaMg new level minus old level; negative when something was taken
 * @param sigmaMg standard deviation of {@code deltaMg}
 * @param dipMg how far below both plateaus the plate went in between, as goods do that are lifted
 *     before others are put down; 0 where it did not, or where nobody saw
 */
public record Step(
    PlateId plate, long beginMicros, long endMicros, long deltaMg, long sigmaMg, long dipMg) {

  /** A step of which only the two plateaus are known. */
  public Step(PlateId plate, long beginMicros, long endMicros, long deltaMg, long sigmaMg) {
    this(plate, beginMicros, endMicros, deltaMg, sigmaMg, 0);
  }

  /**
   * @throws IllegalArgumentException when the step ends before it begins, or sigma or dip is
   *     negative
   */
  public Step {
    if (endMicros < beginMicros || sigmaMg < 0 || dipMg < 0) {
      throw new IllegalArgumentException("A step ends after it begins and has a sigma: " + plate);
    }
  }
}
