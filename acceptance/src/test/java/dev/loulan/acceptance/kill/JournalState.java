package dev.loulan.acceptance.kill;

import dev.loulan.journal.JournalReader;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The durable part of a journal at one moment.
 *
 * @param entries of all epochs, oldest first
 */
record JournalState(List<JournalEntry> entries, int epochs) {

  JournalState {
    entries = List.copyOf(entries);
  }

  static JournalState read(Path file) {
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(file)) {
      JournalReader reader = new JournalReader(store);
      List<JournalEntry> entries = new ArrayList<>();
      for (EpochId epoch : reader.epochs()) {
        entries.addAll(reader.entries(epoch, 0, reader.head(epoch).size()));
      }
      return new JournalState(entries, reader.epochs().size());
    }
  }

  int size() {
    return entries.size();
  }

  /** Type of the last entry. */
  String last() {
    return entries.isEmpty() ? "none" : entries.getLast().type().toString();
  }

  /** Whether a session has begun and has no end. */
  boolean hasOpenSession() {
    TreeSet<String> open = new TreeSet<>();
    for (SessionOpened opened : bodies(SessionOpened.class)) {
      open.add(opened.session());
    }
    for (SessionClosed closed : bodies(SessionClosed.class)) {
      open.remove(closed.session());
    }
    return !open.isEmpty();
  }

  <T> List<T> bodies(Class<T> type) {
    return entries.stream()
        .map(JournalEntry::body)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
