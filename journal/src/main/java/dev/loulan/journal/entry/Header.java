package dev.loulan.journal.entry;

import org.jspecify.annotations.Nullable;

/**
 * What every entry carries; the journal supplies it.
 *
 * @param epoch the run of the log this belongs to
 * @param seq index of the entry, and of its leaf, in the epoch, from 0
 * @param atMicros wall or event time in microseconds since the Unix epoch; a label, not the order
 * @param timeTrusted whether the clock was known to be right
 * @param bootId 8 random bytes, drawn at each start
 * @param monotonicMicros time since boot, never moved
 * @param blind 16 random bytes, so that a leaf hash does not tell a guessable content
 * @param ledgerNo running number, from 1 in each epoch, of the entries that the ledger acts on; 0
 *     in all others
 * @param importedFrom SHA-256 of the file that the entry was read from; null when the device saw it
 *     happen
 */
public record Header(
    EpochId epoch,
    long seq,
    long atMicros,
    boolean timeTrusted,
    Bytes bootId,
    long monotonicMicros,
    Bytes blind,
    long ledgerNo,
    @Nullable Bytes importedFrom) {

  /**
   * Newest version of the format. An entry is written in the oldest version that can say it, so
   * that older readers stop only where they must.
   */
  public static final int NEWEST_VERSION = 4;

  /** Version of entries that were read from a file. */
  static final int IMPORTED_VERSION = 3;

  /** Version of entries that list plates that changed, or levels where a session ends. */
  static final int LEVELS_VERSION = 4;

  public Header {
    Check.notNegative("seq", seq);
    Check.length("bootId", bootId, 8);
    Check.length("blind", blind, 16);
    Check.notNegative("ledgerNo", ledgerNo);
    if (importedFrom != null) {
      Check.length("importedFrom", importedFrom, 32);
    }
  }
}
