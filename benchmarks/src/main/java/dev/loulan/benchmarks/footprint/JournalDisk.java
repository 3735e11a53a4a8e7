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
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What one commit with a sale in it, and nothing else, writes to the disk. */
final class JournalDisk implements AutoCloseable {
  private final SqliteJournalStore store;
  private final Journal journal;
  private int made;

  private JournalDisk(Path file) {
    this.store = SqliteJournalStore.open(file);
    IdSource ids = new IdSource(new Random(1));
    this.journal =
        Journal.open(
            store,
            Ed25519Signer.fromSeed(new byte[32]),
            ids,
            "lone",
            Journal.continueOrBegin(store, ids),
            new Stamp(1, true, 1));
    journal.commit();
  }

  /**
   * Bytes for one of many lone commits without a pause, those of checkpoints of the write-ahead log
   * included: what such a commit costs at least.
   */
  static double bytesInARow(Path folder, int commits) throws IOException {
    try (JournalDisk disk = new JournalDisk(folder.resolve("row.sqlite"))) {
      long before = written();
      for (int i = 0; i < commits; i++) {
        disk.sell();
      }
      return (double) (written() - before) / commits;
    }
  }

  /**
   * Bytes for one of the lone commits that come at the pace of a shelf's visits. Between two the
   * system writes back the pages of SQLite's shared memory file, which the next one dirties again;
   * in a row hundreds share them.
   *
   * @param every from one commit to the next
   * @param length how long
   * @param warmUp the first part of it, which does not count
   * @return not a number when there was none
   */
  static double bytesAtThePaceOfVisits(Path file, Duration every, Duration length, Duration warmUp)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (JournalDisk disk = new JournalDisk(file)) {
      long before = written();
      int first = 0;
      for (long at = every.toNanos(); at <= length.toNanos(); at += every.toNanos()) {
        long early = at - (System.nanoTime() - begin);
        if (early > 0) {
          Thread.sleep(Duration.ofNanos(early));
        }
        disk.sell();
        if (at <= warmUp.toNanos()) {
          before = written();
          first = disk.made;
        }
      }
      int commits = disk.made - first;
      return commits == 0 ? Double.NaN : (double) (written() - before) / commits;
    }
  }

  private void sell() {
    made++;
    journal.append(new Stamp(1 + made, true, 1 + made), sale(made));
    journal.commit();
  }

  private static Sale sale(int number) {
    SaleLine line = new SaleLine("2000000100019", 1, 199, "acme", 0, "v1", "v1", 999_900, null);
    Evidence evidence = new Evidence(number, Bytes.owning(new byte[32]));
    return Sale.draft("session-" + number, null, List.of(line), "USD", List.of(evidence));
  }

  /** By this thread, which does all that a commit takes. */
  private static long written() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/io")).stream()
        .filter(line -> line.startsWith("write_bytes:"))
        .mapToLong(line -> Long.parseLong(line.substring(12).strip()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    journal.close();
    store.close();
  }
}
