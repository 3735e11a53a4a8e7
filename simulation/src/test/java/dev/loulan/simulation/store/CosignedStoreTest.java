package dev.loulan.simulation.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.sqlite.SyncStateStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every keeper of cosigned checkpoints must do: SQLite's and the simulated card's. */
class CosignedStoreTest {

  abstract static class Rules {
    private final TestDevice device = new TestDevice("shelf-1");

    /** Opens it; a second call finds what the first one put. */
    abstract CosignedStore open();

    private void put(int size) {
      try (CosignedStore store = open()) {
        store.put(SignedNote.parse(device.checkpoint(size)));
      }
    }

    private long highest() {
      try (CosignedStore store = open()) {
        return store
            .highest(EpochId.ofHex(device.epoch()))
            .map(note -> Checkpoint.parse(note).size())
            .orElse(0L);
      }
    }

    @Test
    void keeps_the_highest_of_an_epoch_whatever_comes_later() {
      device.scan(3);
      assertThat(highest()).isZero();
      put(2);
      put(5);
      put(3);
      assertThat(highest()).isEqualTo(5);
    }

    @Test
    void keeps_each_epoch_apart() {
      device.scan(3);
      put(5);
      device.openEpoch(2);
      assertThat(highest()).isZero();
      put(1);
      assertThat(highest()).isEqualTo(1);
    }
  }

  @Nested
  @SuppressWarnings("NullAway.Init")
  class OfSqlite extends Rules {
    @TempDir Path folder;

    @Override
    CosignedStore open() {
      return SyncStateStore.open(folder.resolve("sync.sqlite"));
    }
  }

  @Nested
  class OfASimulatedCard extends Rules {
    private final Disk disk = new Disk();

    @Override
    CosignedStore open() {
      return new MemoryCosignedStore(disk, new Fuse());
    }
  }
}
