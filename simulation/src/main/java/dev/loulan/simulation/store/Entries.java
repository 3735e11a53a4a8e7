package dev.loulan.simulation.store;

import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** What a device wrote into its card's journal, as far as a checkpoint covers it. */
public final class Entries {
  private Entries() {}

  /** All entries as they were written, in their order; flipped bits are the verifier's matter. */
  public static List<JournalEntry> of(JournalImage journal) {
    List<JournalEntry> entries = new ArrayList<>();
    for (JournalImage.Log log : journal.logs) {
      for (int i = 0; i < log.covered() && i < log.leaves.size(); i++) {
        entries.add(EntryCodec.decode(journal.asWritten(log.leaves.get(i)).toArray()));
      }
    }
    return entries;
  }
}
