package dev.loulan.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.JournalWriter.Appended;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.EvidenceStore;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A commit that takes long: nothing is confirmed, nobody may open the shelf, and it is told. */
final class SlowStoreTest {
  @TempDir Path folder;
  private final Alerts alerts = new Alerts();
  private final List<Boolean> door = new ArrayList<>();
  private final ShelfLock lock = new ShelfLock(door::add);

  @Test
  @Timeout(60)
  void the_shelf_is_locked_with_an_alert_until_the_commit_is_done() {
    CountDownLatch answers = new CountDownLatch(1);
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        JournalWriter journal = new JournalWriter(open(store, answers));
        EvidenceStore evidence = EvidenceStore.open(folder.resolve("evidence.sqlite"));
        StoreWatch watch = watch(evidence, journal)) {
      CompletableFuture<Appended> answer =
          journal.submit(new Stamp(1, true, 1), List.of(new Door("front", true)), true);
      while (!alerts.isOpen(AlertCode.JOURNAL_SLOW)) {
        watch.lookAtWriter();
        LockSupport.parkNanos(50_000_000);
      }
      assertThat(answer).isNotDone();
      assertThat(lock.reasons()).containsExactly("journal-slow");
      answers.countDown();
      var _ = answer.join();
      while (lock.isLocked()) {
        watch.lookAtWriter();
      }
      assertThat(alerts.isOpen(AlertCode.JOURNAL_SLOW)).isFalse();
      assertThat(door).containsExactly(false, true, false);
    }
  }

  private StoreWatch watch(EvidenceStore evidence, JournalWriter journal) {
    return new StoreWatch(
        folder,
        new StoreRules(Long.MAX_VALUE, 1 << 20),
        evidence,
        journal,
        alerts,
        InstantSource.system(),
        lock,
        _ -> {});
  }

  /** The first entry is signed at once; what follows has to wait as it would for a slow disk. */
  private static Journal open(SqliteJournalStore store, CountDownLatch answers) {
    IdSource ids = new IdSource(new SplittableRandom(1));
    return Journal.open(
        store,
        new SlowSigner(answers),
        ids,
        "shelf-1",
        Journal.continueOrBegin(store, ids),
        new Stamp(0, true, 0));
  }

  private static final class SlowSigner implements DeviceSigner {
    private final Ed25519Signer signer = Ed25519Signer.fromSeed(new byte[32]);
    private final CountDownLatch answers;
    private boolean first = true;

    private SlowSigner(CountDownLatch answers) {
      this.answers = answers;
    }

    @Override
    public Bytes publicKey() {
      return signer.publicKey();
    }

    @Override
    public Bytes sign(byte[] message) {
      if (!first) {
        try {
          answers.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException("Nobody interrupts the writer", e);
        }
      }
      first = false;
      return signer.sign(message);
    }
  }
}
