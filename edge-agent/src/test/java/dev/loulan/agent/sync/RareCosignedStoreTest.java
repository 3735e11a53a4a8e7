package dev.loulan.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.sqlite.SyncStateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RareCosignedStoreTest {
  @TempDir Path folder;
  private final Cosigner server =
      new Cosigner("loulan.dev/server", Ed25519Signer.fromSeed(new byte[32]));
  private long nanos = -5;
  private long at;

  @Test
  void a_cosignature_is_known_at_once_and_written_every_ten_minutes_and_at_the_end() {
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"))) {
      Journal journal = journal(store);
      EpochId epoch = journal.epoch();
      SignedNote last;
      try (RareCosignedStore rare = rare()) {
        assertThat(rare.highest(epoch)).isEmpty();
        SignedNote first = next(journal);
        rare.put(first);
        assertThat(written(epoch)).as("the first").contains(first);

        nanos += Duration.ofMinutes(9).toNanos();
        SignedNote second = next(journal);
        rare.put(second);
        assertThat(rare.highest(epoch)).contains(second);
        assertThat(written(epoch)).as("nine minutes later").contains(first);

        nanos += Duration.ofMinutes(1).toNanos();
        rare.put(first);
        assertThat(written(epoch)).as("the highest, after ten").contains(second);

        last = next(journal);
        rare.put(last);
        assertThat(written(epoch)).contains(second);
      }
      assertThat(written(epoch)).as("at the end").contains(last);
      try (RareCosignedStore later = rare()) {
        assertThat(later.highest(epoch)).contains(last);
      }
      journal.close();
    }
  }

  private RareCosignedStore rare() {
    return new RareCosignedStore(this::file, () -> nanos);
  }

  private SyncStateStore file() {
    return SyncStateStore.open(folder.resolve("sync-state.sqlite"));
  }

  private Optional<SignedNote> written(EpochId epoch) {
    try (SyncStateStore file = file()) {
      return file.highest(epoch);
    }
  }

  private SignedNote next(Journal journal) {
    AlertCode code = AlertCode.GAP;
    at++;
    journal.append(new Stamp(at, false, at), new Alert(code.word(), code.level(), "board", 1));
    journal.commit();
    return server.cosign(journal.head().checkpoint(), at);
  }

  private static Journal journal(SqliteJournalStore store) {
    IdSource ids = new IdSource(new SplittableRandom(1));
    return Journal.open(
        store,
        Ed25519Signer.fromSeed(new byte[32]),
        ids,
        "shelf-1",
        Journal.continueOrBegin(store, ids),
        new Stamp(0, false, 0));
  }
}
