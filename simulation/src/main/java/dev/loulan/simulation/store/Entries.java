package dev.loulan.simulation.store;

import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** Reads what a card's journal says, as far as a checkpoint covers it. */
public final class Entries {
  private Entries() {}

  /** All entries that can be read, in their order. */
  public static List<JournalEntry> of(JournalImage journal) {
    List<JournalEntry> entries = new ArrayList<>();
    for (JournalImage.Log log : journal.logs) {
      for (int i = 0; i < log.covered() && i < log.leaves.size(); i++) {
        try {
          entries.add(EntryCodec.decode(log.leaves.get(i).toArray()));
        } catch (EntryFormatException e) {
          // A flipped bit; the verifier names it.
        }
      }
    }
    return entries;
  }
}
