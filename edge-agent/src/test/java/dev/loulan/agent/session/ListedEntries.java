package dev.loulan.agent.session;

import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.Header;
import dev.loulan.journal.entry.JournalEntry;

/** Entries as a journal gives them to a boot, of which only number and body matter. */
final class ListedEntries {
  private static final Bytes NOTHING = Bytes.ofHex("00".repeat(16));

  private ListedEntries() {}

  static JournalEntry entry(long seq, Body body) {
    Header header =
        new Header(
            EpochId.ofHex("00".repeat(16)),
            seq,
            1,
            true,
            Bytes.ofHex("00".repeat(8)),
            1,
            NOTHING,
            0,
            null);
    return new JournalEntry(header, body);
  }
}
