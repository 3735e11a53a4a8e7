package dev.loulan.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.JournalVerifier;
import dev.loulan.journal.verify.Verification;
import dev.loulan.testkit.chance.Chance;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped verifier reads a simulated card as it reads a file. */
class RawJournalTest {

  abstract static class Rules {
    private static final Stamp NOW = new Stamp(1_000_000, true, 0);
    private final Ed25519Signer signer = Ed25519Signer.fromSeed(new byte[32]);
    private final Chance chance = new Chance(1);
    private final IdSource ids = new IdSource(chance::next);

    abstract JournalStore open();

    abstract Verification verify(Expectation expectation);

    /** Two epochs, several commits, more than two tiles; the root of the last epoch. */
    private void fill() {
      try (JournalStore store = open()) {
        Journal first =
            Journal.open(store, signer, ids, "shelf-1", Journal.continueOrBegin(store, ids), NOW);
        beat(first, 600);
        beat(first, 1);
        var parent = new JournalReader(store).head().orElseThrow().asParent();
        Journal second =
            Journal.open(
                store,
                signer,
                ids,
                "shelf-1",
                new EpochDecision.NewEpoch(ids.epoch(), parent),
                NOW);
        beat(second, 3);
      }
    }

    private static void beat(Journal journal, int times) {
      for (int i = 0; i < times; i++) {
        journal.append(NOW, new Heartbeat(i, 0));
      }
      journal.commit();
    }

    @Test
    void all_commits_of_all_epochs_are_read_and_sound() {
      fill();
      Verification found = verify(Expectation.NONE);
      assertThat(found.faults()).isEmpty();
      assertThat(found.epochs()).hasSize(2);
      assertThat(found.epochs().getFirst().size()).isEqualTo(602);
      assertThat(found.size()).isEqualTo(4);
      assertThat(found.entries()).isEqualTo(606);
      try (JournalStore store = open()) {
        assertThat(found.root()).isEqualTo(new JournalReader(store).head().orElseThrow().root());
      }
    }

    @Test
    void another_key_than_the_one_that_signed_is_found() {
      fill();
      Ed25519Signer other = Ed25519Signer.fromSeed(seed());
      Expectation expected =
          new Expectation(LogName.key("shelf-1", other.publicKey()), null, _ -> {});
      assertThat(verify(expected).faults()).isNotEmpty();
    }

    private static byte[] seed() {
      byte[] seed = new byte[32];
      seed[0] = 1;
      return seed;
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init")
  class OfSqlite extends Rules {
    @TempDir Path folder;

    @Override
    JournalStore open() {
      return SqliteJournalStore.open(folder.resolve("journal.sqlite"));
    }

    @Override
    Verification verify(Expectation expectation) {
      return new JournalFile(folder.resolve("journal.sqlite")).verify(expectation);
    }
  }

  @Nested
  class OfASimulatedCard extends Rules {
    private final Disk disk = new Disk();

    @Override
    JournalStore open() {
      return new MemoryJournalStore(disk, new Fuse(), MemoryJournalStore.Flaws.NONE);
    }

    @Override
    Verification verify(Expectation expectation) {
      return JournalVerifier.verify(new MemoryRawJournal(disk.journal()), expectation);
    }
  }
}
