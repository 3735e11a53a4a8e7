package dev.loulan.benchmarks.footprint;

import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What one commit with a sale in it, and nothing else, writes to the disk. */
final class JournalDisk {
  private JournalDisk() {}

  /** Bytes for one of many lone commits, those of checkpoints of the write-ahead log included. */
  static double bytesOfLoneCommit(Path folder, int commits) throws IOException {
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("lone.sqlite"))) {
      IdSource ids = new IdSource(new Random(1));
      Journal journal =
          Journal.open(
              store,
              Ed25519Signer.fromSeed(new byte[32]),
              ids,
              "lone",
              Journal.continueOrBegin(store, ids),
              new Stamp(1, true, 1));
      journal.commit();
      long before = written();
      for (int i = 0; i < commits; i++) {
        journal.append(new Stamp(2 + i, true, 2 + i), sale(i));
        journal.commit();
      }
      double bytes = (double) (written() - before) / commits;
      journal.close();
      return bytes;
    }
  }

  private static Sale sale(int number) {
    SaleLine line = new SaleLine("2000000100019", 1, 199, "acme", 0, "v1", "v1", 999_900, null);
    Evidence evidence = new Evidence(number, Bytes.owning(new byte[32]));
    return Sale.draft("session-" + number, null, List.of(line), "USD", List.of(evidence));
  }

  private static long written() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/io")).stream()
        .filter(line -> line.startsWith("write_bytes:"))
        .mapToLong(line -> Long.parseLong(line.substring(12).strip()))
        .findFirst()
        .orElseThrow();
  }
}
