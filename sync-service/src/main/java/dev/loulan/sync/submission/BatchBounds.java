package dev.loulan.sync.submission;

/**
 * How much goes into one transaction, unless one segment alone has more.
 *
 * @param maxEntries of the journal
 * @param maxBytes of their entries
 */
public record BatchBounds(int maxEntries, long maxBytes) {
  public static final BatchBounds DEFAULT = new BatchBounds(20_000, 3 * 1024 * 1024);
}
