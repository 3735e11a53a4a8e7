package dev.loulan.journal.entry;

/**
 * A plate was calibrated.
 *
 * @param plate {@code board/plate}
 * @param offsetCounts raw reading of the empty plate
 */
public record Calibration(String plate, long offsetCounts, long microgramsPerCount)
    implements Body {

  @Override
  public EntryType type() {
    return EntryType.CALIBRATION;
  }
}
