package dev.loulan.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Heartbeat;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.testkit.chance.Chance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryJournalStoreTest extends JournalStoreContract {
  private final Disk disk = new Disk();

  @Override
  JournalStore open() {
    return new MemoryJournalStore(disk, new Fuse(), MemoryJournalStore.Flaws.NONE);
  }

  @ParameterizedTest(name = "cut at step {0}, torn {1}, written {2}")
  @CsvSource({"1,false,false", "2,false,false", "2,true,false", "2,false,true", "3,false,false"})
  void a_power_cut_in_a_commit_leaves_it_whole_or_not_at_all(
      int step, boolean torn, boolean written) {
    Stamp now = new Stamp(1, true, 0);
    Chance chance = new Chance(2);
    IdSource ids = new IdSource(chance::next);
    Fuse fuse = new Fuse();
    MemoryJournalStore store =
        new MemoryJournalStore(
            disk, fuse, new MemoryJournalStore.Flaws(() -> false, () -> written, () -> torn));
    Journal journal =
        Journal.open(
            store,
            Ed25519Signer.fromSeed(new byte[32]),
            ids,
            "shelf-1",
            new EpochDecision.NewEpoch(ids.epoch(), null),
            now);
    journal.commit();
    journal.append(now, new Heartbeat(1, 0));
    fuse.arm(step);
    assertThatThrownBy(journal::commit).isInstanceOf(PowerCut.class);
    try (JournalStore after = open()) {
      var _ = after.setAsideUncovered();
      long size = new JournalReader(after).head().orElseThrow().size();
      assertThat(size).isEqualTo(written || step == 3 ? 2 : 1);
      assertThat(after.leaves(after.epochs().getFirst(), 0, size)).hasSize((int) size);
    }
  }
}
