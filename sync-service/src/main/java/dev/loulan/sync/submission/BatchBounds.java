package dev.loulan.sync.submission;

import java.time.Duration;

/**
 * How much goes into one transaction, unless one segment alone has more, and how long it may be
 * waited for.
 *
 * @param maxEntries of the journal
 * @param maxBytes of their entries
 * @param maxWait for what a device brings to fill a transaction; zero sends what is there
 */
public record BatchBounds(int maxEntries, long maxBytes, Duration maxWait) {
  public static final BatchBounds DEFAULT = new BatchBounds(20_000, 3 * 1024 * 1024);

  /** Bounds of size alone. */
  public BatchBounds(int maxEntries, long maxBytes) {
    this(maxEntries, maxBytes, Duration.ZERO);
  }
}
