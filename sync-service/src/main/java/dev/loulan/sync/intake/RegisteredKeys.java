package dev.loulan.sync.intake;

import dev.loulan.journal.checkpoint.VerifierKey;
import java.util.Optional;

/**
 * Where devices' journal keys were registered for good. A server that was set back to a backup
 * looks up there what it has forgotten.
 */
@FunctionalInterface
public interface RegisteredKeys {

  /**
   * The key with which the device's journal began.
   *
   * @return empty when the device is not registered, is revoked, or nothing can be learnt now
   */
  Optional<VerifierKey> first(String device);
}
