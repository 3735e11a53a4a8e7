package dev.loulan.testkit.cell;

/**
 * How one cell differs from an ideal one.
 *
 * @param gainError relative error of its gain
 * @param ringShare first swing after a touch, as a share of the change
 * @param ringHertz frequency of the swings
 * @param ringSeconds time in which they fall to a third
 * @param creepShare part of a change that comes late
 * @param creepSeconds time in which it comes
 * @param driftMgPerSecond slow movement of the zero, such as by temperature
 * @param bitErrors probability of a sample with a wrong bit
 * @param gridMg one count of its converter
 */
public record CellTraits(
    double gainError,
    double ringShare,
    double ringHertz,
    double ringSeconds,
    double creepShare,
    double creepSeconds,
    double driftMgPerSecond,
    double bitErrors,
    double gridMg) {

  /** A usual cell: rings at 7 Hz for half a second, creeps by 0.08 % within minutes. */
  public static final CellTraits USUAL = new CellTraits(0, 0.2, 7, 0.16, 0.0008, 90, 0, 0, 1);
}
