package dev.loulan.sync.ledger.fabric;

import dev.loulan.sync.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Stops calling a ledger that fails again and again: after five failures in a row calls fail at
 * once for a second, then one is let through; each further failure doubles the rest, up to half a
 * minute.
 */
final class CircuitBreaker {
  private static final int FAILURES = 5;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final InstantSource clock;
  private int failures;
  private Duration rest = FIRST;
  private Instant openUntil = Instant.MIN;
  private String reason = "";

  CircuitBreaker(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Asks whether to call. After each rest one caller may; the others hear what it found.
   *
   * @throws LedgerUnavailableException while the ledger is left alone
   */
  synchronized void requireClosed() {
    if (!isOpen()) {
      return;
    }
    Instant now = clock.instant();
    if (now.isBefore(openUntil)) {
      throw new LedgerUnavailableException(reason);
    }
    openUntil = now.plus(rest);
  }

  synchronized boolean isOpen() {
    return failures >= FAILURES;
  }

  synchronized void succeeded() {
    failures = 0;
    rest = FIRST;
  }

  synchronized void failed(String what) {
    failures++;
    reason = what;
    if (isOpen()) {
      openUntil = clock.instant().plus(rest);
      rest = rest.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : rest.multipliedBy(2);
    }
  }
}
