package dev.loulan.sync.submission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when entries of each device wait for others to share a transaction. It is not kept: after a
 * restart the wait begins anew. Any thread may call.
 */
final class Gathering {
  private final Duration maxWait;
  private final InstantSource clock;
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  Gathering(Duration maxWait, InstantSource clock) {
    this.maxWait = maxWait;
    this.clock = clock;
  }

  /** Whether what the device has waited long enough; the first question begins the wait. */
  boolean isOver(String device) {
    if (maxWait.isZero()) {
      return true;
    }
    Instant now = clock.instant();
    return !since.computeIfAbsent(device, _ -> now).plus(maxWait).isAfter(now);
  }

  /** The device's entries go now. */
  void end(String device) {
    since.remove(device);
  }

  /** How long until the first device has waited long enough; nothing while none waits. */
  Optional<Duration> left() {
    Instant now = clock.instant();
    return since.values().stream()
        .map(start -> Duration.between(now, start.plus(maxWait)))
        .min(Duration::compareTo)
        .map(left -> left.isNegative() ? Duration.ZERO : left);
  }
}
