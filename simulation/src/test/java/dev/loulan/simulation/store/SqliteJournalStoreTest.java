package dev.loulan.simulation.store;

import dev.loulan.journal.JournalStore;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class SqliteJournalStoreTest extends JournalStoreContract {
  @TempDir Path folder;

  @Override
  JournalStore open() {
    return SqliteJournalStore.open(folder.resolve("journal.sqlite"));
  }
}
