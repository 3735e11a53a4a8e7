package dev.loulan.testkit.cell;

/**
 * A hand or a thing on one plate, from its first contact to its last.
 *
 * @param plate index of the plate
 * @param beginMicros first contact
 * @param releaseMicros last contact; from then on only the goods are on the plate
 * @param deltaMg what the plate weighs more afterwards; negative when something was taken
 * @param pressMg greatest force of the hand, may be negative for a lift against a rim
 */
public record Touch(int plate, long beginMicros, long releaseMicros, long deltaMg, long pressMg) {
  public Touch {
    if (releaseMicros <= beginMicros) {
      throw new IllegalArgumentException("A touch takes time");
    }
  }

  /** The same on another plate, with a share of the weight and of the force. */
  public Touch share(int otherPlate, double share) {
    return new Touch(
        otherPlate,
        beginMicros,
        releaseMicros,
        Math.round(deltaMg * share),
        Math.round(pressMg * share));
  }
}
