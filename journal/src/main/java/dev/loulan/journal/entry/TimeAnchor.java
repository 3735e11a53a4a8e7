package dev.loulan.journal.entry;

import org.jspecify.annotations.Nullable;

/**
 * The wall clock was compared with a source, and perhaps moved.
 *
 * @param oldOffsetMicros wall time minus monotonic time before
 * @param newOffsetMicros wall time minus monotonic time from here on
 * @param proof the server's signed time; null for other sources
 */
public record TimeAnchor(
    TimeSource source, long oldOffsetMicros, long newOffsetMicros, @Nullable ServerTime proof)
    implements Body {

  @Override
  public EntryType type() {
    return EntryType.TIME_ANCHOR;
  }
}
