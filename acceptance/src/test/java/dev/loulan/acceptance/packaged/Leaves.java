package dev.loulan.acceptance.packaged;

import dev.loulan.acceptance.words.Loulan;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.util.List;

/** What a journal's file holds, read with the code of this process. */
record Leaves(List<Bytes> leaves, String root, List<Body> bodies) {

  static Leaves of(Path journal) {
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(journal)) {
      JournalReader reader = new JournalReader(store);
      var head = reader.head().orElseThrow();
      return new Leaves(
          store.leaves(head.epoch(), 0, head.size()),
          head.root().hex(),
          reader.entries(head.epoch(), 0, head.size()).stream().map(e -> e.body()).toList());
    }
  }

  /** Verifies the file with its key by the command line of this machine. */
  static void verify(Path journal, Path key) {
    Loulan.word("journal", "verify", journal, "--key", key, "--json").run().exits(0);
  }
}
