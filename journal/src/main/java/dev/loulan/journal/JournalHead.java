package dev.loulan.journal;

import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.ParentEpoch;

/**
 * The last committed state of a device's log.
 *
 * @param size number of entries in the epoch
 * @param root RFC 6962 root at that size
 * @param checkpoint signed by the device
 * @param counters after the last entry
 */
public record JournalHead(
    LogName log, long size, Bytes root, SignedNote checkpoint, Counters counters) {

  public EpochId epoch() {
    return log.epoch();
  }

  public String device() {
    return log.device();
  }

  /** This state as the parent that a new epoch names. */
  public ParentEpoch asParent() {
    return new ParentEpoch(
        epoch(),
        size,
        root,
        counters.ledgerNo(),
        counters.sales(),
        counters.reviews(),
        counters.grossMinor());
  }
}
