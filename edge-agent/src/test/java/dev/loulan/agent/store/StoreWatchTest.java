package dev.loulan.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.EvidenceStore;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.needs.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real, small file system that gets full, and gets room again. */
final class StoreWatchTest {
  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private @Nullable SmallDisk disk;
  private final Alerts alerts = new Alerts();
  private final List<AlertCode> journaled = new ArrayList<>();
  private final List<Boolean> door = new ArrayList<>();
  private final ShelfLock lock = new ShelfLock(door::add);

  @BeforeEach
  void mount() {
    disk = SmallDisk.mount(folder, "16m");
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void windows_go_first_then_the_shelf_is_locked_and_what_is_open_still_becomes_durable()
      throws Exception {
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        JournalWriter journal = new JournalWriter(open(store));
        EvidenceStore evidence = EvidenceStore.open(folder.resolve("evidence.sqlite"));
        StoreWatch watch = watch(evidence, journal)) {
      Bytes oldest = fill(evidence, 3 * MIB);
      watch.look();
      assertThat(watch.state().orElseThrow().locked()).isFalse();
      assertThat(evidence.get(oldest).isPresent()).isTrue();
      assertThat(Files.size(folder.resolve("reserve"))).isEqualTo(2 * MIB);

      Path ballast = folder.resolve("ballast");
      long free = Files.getFileStore(folder).getUsableSpace();
      Files.write(ballast, new byte[(int) free - MIB / 2]);
      watch.look();
      assertThat(evidence.get(oldest).isEmpty()).as("the oldest window made room").isTrue();
      assertThat(alerts.isOpen(AlertCode.STORE_SHORT)).isTrue();
      assertThat(watch.state().orElseThrow().locked()).isFalse();

      // What the windows gave back is taken as well, until none is left to give.
      Path more = Files.createDirectory(folder.resolve("more"));
      for (int i = 0; i < 5 && !watch.state().orElseThrow().locked(); i++) {
        fillUp(more.resolve(Integer.toString(i)));
        watch.look();
      }
      assertThat(evidence.bytes()).isLessThan(MIB / 4);
      assertThat(watch.state().orElseThrow().locked()).isTrue();
      assertThat(watch.state().orElseThrow().daysLeft()).isZero();
      assertThat(lock.reasons()).containsExactly("store-full");
      assertThat(door).as("open once the store was seen, then shut").containsExactly(false, true);
      assertThat(alerts.isOpen(AlertCode.STORE_FULL)).isTrue();
      assertThat(journaled).containsExactly(AlertCode.STORE_FULL);
      for (int i = 0; i < 200; i++) {
        journal.append(new Stamp(i, true, i), List.of(new Door("front", i % 2 == 0)), true);
      }

      for (int i = 0; i < 5; i++) {
        Files.deleteIfExists(more.resolve(Integer.toString(i)));
      }
      Files.delete(ballast);
      watch.look();
      assertThat(watch.state().orElseThrow().locked()).isFalse();
      assertThat(alerts.isOpen(AlertCode.STORE_FULL)).isFalse();
      assertThat(Files.size(folder.resolve("reserve"))).isEqualTo(2 * MIB);
      assertThat(lock.isLocked()).isFalse();
      assertThat(door).containsExactly(false, true, false);
    }
  }

  private StoreWatch watch(EvidenceStore evidence, JournalWriter journal) {
    return new StoreWatch(
        folder,
        new StoreRules(Long.MAX_VALUE, 2 * MIB),
        evidence,
        journal,
        alerts,
        InstantSource.system(),
        lock,
        journaled::add);
  }

  /** Takes all that is left, as another program would. */
  private static void fillUp(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  /** Keeps windows that do not compress; the first one's hash. */
  private static Bytes fill(EvidenceStore evidence, int bytes) {
    SplittableRandom random = new SplittableRandom(7);
    byte[] window = new byte[8192];
    random.nextBytes(window);
    Bytes first = evidence.put(window);
    for (int filled = window.length; filled < bytes; filled += window.length) {
      random.nextBytes(window);
      var _ = evidence.put(window);
    }
    return first;
  }

  private static Journal open(SqliteJournalStore store) {
    IdSource ids = new IdSource(new SplittableRandom(1));
    return Journal.open(
        store,
        Ed25519Signer.fromSeed(new byte[32]),
        ids,
        "shelf-1",
        Journal.continueOrBegin(store, ids),
        new Stamp(0, true, 0));
  }
}
