package dev.loulan.journal;

import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.ParentEpoch;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log goes on in its last epoch or in a new one; the agent decides before the first
 * append after a boot.
 */
public sealed interface EpochDecision {

  /**
   * The server was asked, and what it cosigned last is this file's last epoch at this file's size
   * and root or before; so nothing was rolled back. In a run without any server as well.
   */
  record Continue() implements EpochDecision {}

  /**
   * The server could not be asked, or it knows more than this file; also the first epoch of all.
   *
   * @param epoch random
   * @param parent the state to name; null for a device's first epoch
   */
  record NewEpoch(EpochId epoch, @Nullable ParentEpoch parent) implements EpochDecision {}
}
