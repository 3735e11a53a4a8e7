package dev.loulan.testkit.sim;

/**
 * A hand on a plate.
 *
 * @param plate index of the plate
 * @param deltaMg what the plate weighs more afterwards; negative when something was taken
 * @param atMicros when the goods leave or touch the plate
 */
public record Move(int plate, long deltaMg, long atMicros) {}
