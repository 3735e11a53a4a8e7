package dev.loulan.testkit.sim;

import dev.loulan.testkit.cell.Touch;

/**
 * A hand on a plate.
 *
 * @param plate index of the plate
 * @param deltaMg what the plate weighs more afterwards; negative when something was taken
 * @param atMicros when the hand touches the goods or the plate
 */
public record Move(int plate, long deltaMg, long atMicros) {
  private static final long HAND_MICROS = 350_000;
  private static final double PRESS = 0.45;

  /** The hand presses a little before the goods come off, and again while they are put down. */
  public Touch touch() {
    long press = Math.round(PRESS * Math.abs(deltaMg));
    return new Touch(plate, atMicros, atMicros + HAND_MICROS, deltaMg, press);
  }
}
