package dev.loulan.agent.sync;

import dev.loulan.agent.boot.ServerPosition;
import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.EpochId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many entries of each epoch the server holds: by its cosignatures, until it says otherwise. A
 * server that was restored from a backup holds less than it once cosigned, and gets the rest again.
 */
final class ServerSizes {
  private final CosignedStore cosigned;
  private final Map<EpochId, Long> said = new HashMap<>();

  ServerSizes(CosignedStore cosigned) {
    this.cosigned = cosigned;
  }

  long of(EpochId epoch) {
    Long size = said.get(epoch);
    return size != null
        ? size
        : cosigned.highest(epoch).map(note -> Checkpoint.parse(note).size()).orElse(0L);
  }

  /** Keeps a cosignature beyond this run. */
  void cosigned(SignedNote note) {
    cosigned.put(note);
  }

  /** The server holds at least so many entries. */
  void holds(EpochId epoch, long size) {
    said.merge(epoch, size, Math::max);
  }

  /** Takes the server's word for where it is: of later epochs it has nothing. */
  void isAt(ServerPosition position, List<EpochId> epochs) {
    int last = -1;
    if (position instanceof ServerPosition.At at) {
      last = epochs.indexOf(at.epoch());
      if (last < 0) {
        return;
      }
      said.put(at.epoch(), at.size());
    }
    epochs.subList(last + 1, epochs.size()).forEach(epoch -> said.put(epoch, 0L));
  }
}
