package dev.loulan.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.testkit.chance.Chance;
import org.junit.jupiter.api.Test;

/** What every store of a journal must do, whatever it keeps its bytes in. */
abstract class JournalStoreContract {
  private static final Stamp NOW = new Stamp(1_000_000, true, 0);
  private final Ed25519Signer signer = Ed25519Signer.fromSeed(new byte[32]);
  private final Chance chance = new Chance(1);
  private final IdSource ids = new IdSource(chance::next);

  /** Opens the store; a second call finds what the first one made durable. */
  abstract JournalStore open();

  private Journal begin(JournalStore store) {
    return Journal.open(store, signer, ids, "shelf-1", Journal.continueOrBegin(store, ids), NOW);
  }

  @Test
  void what_was_committed_is_there_after_opening_again() {
    try (JournalStore store = open()) {
      Journal journal = begin(store);
      for (int i = 0; i < 600; i++) {
        journal.append(NOW, new Heartbeat(i, 0));
      }
      journal.commit();
      journal.append(NOW, new Heartbeat(9, 9));
    }
    try (JournalStore store = open()) {
      JournalReader reader = new JournalReader(store);
      EpochId epoch = reader.epochs().getFirst();
      assertThat(reader.head(epoch).size()).isEqualTo(601);
      assertThat(reader.tree(epoch).root(601)).isEqualTo(reader.head(epoch).root());
      assertThat(reader.entries(epoch, 255, 258)).hasSize(3);
      assertThat(store.tile(epoch, 1)).isNotNull();
      assertThat(store.tile(epoch, 2)).isNull();
    }
  }

  @Test
  void an_epoch_after_another_keeps_its_place() {
    try (JournalStore store = open()) {
      Journal first = begin(store);
      first.append(NOW, new Boot("test", ClockKind.REAL));
      first.commit();
      var parent = new JournalReader(store).head().orElseThrow().asParent();
      Journal second =
          Journal.open(
              store, signer, ids, "shelf-1", new EpochDecision.NewEpoch(ids.epoch(), parent), NOW);
      second.append(NOW, new Boot("test", ClockKind.REAL));
      second.commit();
    }
    try (JournalStore store = open()) {
      assertThat(store.epochs()).hasSize(2);
      assertThat(new JournalReader(store).head().orElseThrow().epoch())
          .isEqualTo(store.epochs().getLast());
      assertThat(store.setAsideUncovered()).isZero();
    }
  }
}
