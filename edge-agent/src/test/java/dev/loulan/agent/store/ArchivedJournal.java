package dev.loulan.agent.store;

import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** A journal that is being written and of which a part is old. */
final class ArchivedJournal implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Duration LONG_AGO = Duration.ofDays(100);
  private static final Ed25519Signer SIGNER = Ed25519Signer.fromSeed(new byte[32]);

  final Path file;
  final SqliteJournalStore store;
  final JournalWriter writer;
  private long entries = 1;

  ArchivedJournal(Path folder) {
    this.file = folder.resolve("journal.sqlite");
    this.store = SqliteJournalStore.open(file);
    IdSource ids = new IdSource(new SplittableRandom(1));
    this.writer =
        new JournalWriter(
            Journal.open(
                store, SIGNER, ids, "shelf-1", Journal.continueOrBegin(store, ids), old(0)));
  }

  void addOld(int count) {
    add(old(entries), count);
  }

  void addNew(int count) {
    add(new Stamp(micros(NOW), true, entries), count);
  }

  private void add(Stamp stamp, int count) {
    List<Body> some = new ArrayList<>(Collections.nCopies(20, new Door("front", true)));
    for (int i = 0; i < count; i += some.size()) {
      writer.append(stamp, some, true);
      entries += some.size();
    }
  }

  Archiving archiving(Archiving.Retention retention) {
    return new Archiving(file, store, writer, retention, InstantSource.fixed(NOW));
  }

  /** Verifies journal and archives while they are written, then says how many entries. */
  Verification verify() {
    Expectation expectation =
        new Expectation(LogName.key("shelf-1", SIGNER.publicKey()), null, _ -> {});
    return new JournalFile(file).verifyWhileWritten(expectation);
  }

  long entries() {
    return entries;
  }

  private static Stamp old(long monotonic) {
    return new Stamp(micros(NOW.minus(LONG_AGO)), true, monotonic);
  }

  private static long micros(Instant at) {
    return at.toEpochMilli() * 1_000;
  }

  @Override
  public void close() {
    writer.close();
    store.close();
  }
}
