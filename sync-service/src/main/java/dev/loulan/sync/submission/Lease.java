package dev.loulan.sync.submission;

import dev.loulan.sync.intake.IntakeStore;
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
public record Lease(String holder, InstantSource clock) {
  /** Longer than any one transaction takes with all its tries. */
  static final Duration DURATION = Duration.ofMinutes(5);

  /** No device can have this name. */
  private static final String SETTLING = "settling of days";

  /** Claims a device's submission; whether it is this replica's now. */
  boolean take(IntakeTransaction kept, String device) {
    long now = clock.millis();
    return kept.lease(device, holder, now, now + DURATION.toMillis());
  }

  /** Claims the settling of days; whether it is this replica's now. */
  public boolean takeSettling(IntakeStore store) {
    return store.write(kept -> take(kept, SETTLING));
  }

  /** Gives it back, so that another replica need not wait. */
  public void endSettling(IntakeStore store) {
    long now = clock.millis();
    var _ = store.write(kept -> kept.lease(SETTLING, holder, now, now - 1));
  }
}
