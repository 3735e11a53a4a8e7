package dev.loulan.sync.submission;

import dev.loulan.sync.intake.IntakeTransaction;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A replica's claim on devices, in the database that the replicas share. A replica that dies loses
 * its devices to the others when its claims run out. Two that submit the same device by mistake do
 * no harm, for the contract takes each batch once; the claim only saves the work.
 *
 * @param holder name of the replica; the same after a restart
 */
record Lease(String holder, InstantSource clock) {
  /** Longer than any one transaction takes with all its tries. */
  static final Duration DURATION = Duration.ofMinutes(5);

  boolean take(IntakeTransaction kept, String device) {
    long now = clock.millis();
    return kept.lease(device, holder, now, now + DURATION.toMillis());
  }
}
