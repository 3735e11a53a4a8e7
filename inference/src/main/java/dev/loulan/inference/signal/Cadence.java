package dev.loulan.inference.signal;

/**
 * How often a plate is read: its usual interval, and whether readings are missing. Follows the
 * median of the intervals by steps of a sixteenth. Allocates nothing.
 */
final class Cadence {
  private static final long SHORTEST_GAP_MICROS = 1_500_000;
  private static final int GAP_INTERVALS = 8;
  private static final long MOST_MISSING_MICROS = 250_000;
  private static final double MOST_MISSING_INTERVALS = 3.5;

  /** Samples farther apart than this rest for long enough in the fewest of a window. */
  private static final long SLOW_MICROS = 200_000;

  private long typicalMicros;

  /**
   * The next sample comes so long after the last one.
   *
   * @return whether samples are missing between the two
   */
  boolean isGap(long sinceLastMicros) {
    if (typicalMicros == 0) {
      typicalMicros = sinceLastMicros;
      return false;
    }
    if (sinceLastMicros > Math.max(SHORTEST_GAP_MICROS, GAP_INTERVALS * typicalMicros)) {
      return true;
    }
    typicalMicros += (sinceLastMicros > typicalMicros ? typicalMicros : -typicalMicros) / 16;
    return false;
  }

  /** A few readings that the board could not give hide nothing; more of them do. */
  boolean hidesSomething(long withoutReadingMicros) {
    double most = Math.max(MOST_MISSING_MICROS, MOST_MISSING_INTERVALS * typicalMicros);
    return withoutReadingMicros > most;
  }

  boolean isSlow() {
    return typicalMicros >= SLOW_MICROS;
  }

  /** The time of so many usual intervals. */
  long micros(int intervals) {
    return intervals * typicalMicros;
  }
}
