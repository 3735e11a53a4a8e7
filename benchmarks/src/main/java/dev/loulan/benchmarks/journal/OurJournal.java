package dev.loulan.benchmarks.journal;

import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.util.List;

/** The journal as a device writes it. */
final class OurJournal implements DurableLog {
  private final SqliteJournalStore store;
  private final JournalWriter writer;

  OurJournal(Path folder) {
    this.store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
    this.writer = new JournalWriter(Records.open(store));
  }

  @Override
  public void append(long i) {
    writer.append(Records.stamp(i), List.of(Records.sale(i)), true);
  }

  @Override
  public void close() {
    writer.close();
    store.close();
  }
}
