package dev.loulan.journal;

import dev.loulan.journal.entry.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as the caller knows it.
 *
 * @param atMicros wall or event time in microseconds since the Unix epoch
 * @param trusted whether the clock was known to be right
 * @param monotonicMicros time since boot, never moved
 * @param importedFrom SHA-256 of the file that tells of it; null when the device saw it happen
 */
public record Stamp(
    long atMicros, boolean trusted, long monotonicMicros, @Nullable Bytes importedFrom) {

  public Stamp(long atMicros, boolean trusted, long monotonicMicros) {
    this(atMicros, trusted, monotonicMicros, null);
  }
}
