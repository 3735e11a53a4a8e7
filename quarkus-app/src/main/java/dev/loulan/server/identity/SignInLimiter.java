package dev.loulan.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/**
 * Counts failed sign-ins per account and per address: after five within five minutes the next ones
 * wait until the five minutes are over. Kept in memory, for the {@value #MOST_KEYS} keys that
 * failed last.
 */
public final class SignInLimiter {
  static final int MOST_KEYS = 10_000;
  private static final int ALLOWED = 5;
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private record Failures(int count, Instant until) {}

  private final InstantSource clock;
  private final LinkedHashMap<String, Failures> failures = new LinkedHashMap<>();

  public SignInLimiter(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized boolean mayTry(String key) {
    Failures found = failures.get(key);
    return found == null || found.count() < ALLOWED || clock.instant().isAfter(found.until());
  }

  public synchronized void failed(String key) {
    Instant now = clock.instant();
    Failures found = failures.remove(key);
    failures.put(
        key,
        found == null || now.isAfter(found.until())
            ? new Failures(1, now.plus(WINDOW))
            : new Failures(found.count() + 1, found.until()));
    if (failures.size() > MOST_KEYS) {
      failures.pollFirstEntry();
    }
  }

  public synchronized void succeeded(String key) {
    failures.remove(key);
  }
}
