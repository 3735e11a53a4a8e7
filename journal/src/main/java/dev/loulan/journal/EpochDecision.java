package dev.loulan.journal;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.ParentEpoch;
import java.util.Optional;
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

  /**
   * What follows from the server's answer.
   *
   * @param cosigned the highest state that the server has cosigned for this device; null when it
   *     knows none
   */
  static EpochDecision afterAsking(
      JournalReader reader, @Nullable Checkpoint cosigned, IdSource ids) {
    Optional<JournalHead> head = reader.head();
    if (head.isEmpty()) {
      return new NewEpoch(ids.epoch(), null);
    }
    return cosigned == null || holds(reader, head.get(), cosigned)
        ? new Continue()
        : new NewEpoch(ids.epoch(), head.get().asParent());
  }

  /** What follows when the server cannot be asked: this file may be an old copy of itself. */
  static EpochDecision withoutAsking(JournalReader reader, IdSource ids) {
    return new NewEpoch(ids.epoch(), reader.head().map(JournalHead::asParent).orElse(null));
  }

  private static boolean holds(JournalReader reader, JournalHead head, Checkpoint cosigned) {
    return cosigned.origin().equals(head.log().origin())
        && cosigned.size() <= head.size()
        && reader.tree(head.epoch()).root(cosigned.size()).equals(cosigned.root());
  }
}
