package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.Samples;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Verification;
import dev.loulan.needs.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real, small file system that fills up. */
class FullDiskTest {

  @TempDir Path folder;
  private @Nullable SmallDisk disk;

  @BeforeEach
  void mount() {
    disk = SmallDisk.mount(folder, "768k");
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void a_full_disk_closes_the_journal_and_loses_nothing_acknowledged() throws IOException {
    Path file = folder.resolve("journal.sqlite");
    Path ballast = Files.write(folder.resolve("ballast"), new byte[200_000]);
    long[] acknowledged = new long[1];
    SqliteJournalStore store = SqliteJournalStore.open(file);
    Journal journal = Samples.open(store, Samples.ids(1));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                Samples.sell(journal, i, 100);
                acknowledged[0]++;
              }
            })
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FULL))
        .hasMessageContaining("file system is full");
    assertThatThrownBy(() -> Samples.sell(journal, 1, 100))
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    journal.close();
    closeQuietly(store);
    Files.delete(ballast);
    try (SqliteJournalStore again = SqliteJournalStore.open(file);
        Journal next = Samples.open(again, Samples.ids(2))) {
      assertThat(next.counters().sales()).isEqualTo(acknowledged[0]).isPositive();
      Samples.sell(next, 1, 100);
    }
    Verification result = new JournalFile(file).verify(Expectation.NONE);
    assertThat(result.faults()).isEmpty();
  }

  @Test
  void a_read_only_disk_refuses_a_writer_in_words_and_is_still_verified() {
    Path file = folder.resolve("journal.sqlite");
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Samples.open(store, Samples.ids(1))) {
      Samples.sell(journal, 1, 100);
    }
    if (disk != null) {
      disk.makeReadOnly();
    }
    assertThatThrownBy(() -> SqliteJournalStore.open(file))
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY))
        .hasMessageContaining(file.getFileName().toString());
    Verification result = new JournalFile(file).verify(Expectation.NONE);
    assertThat(result.faults()).isEmpty();
    assertThat(result.entries()).isEqualTo(4);
  }

  /** Moving the write-ahead log into the file may fail on a full disk; nothing is lost by that. */
  private static void closeQuietly(SqliteJournalStore store) {
    try {
      store.close();
    } catch (JournalException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.STORE_FULL);
    }
  }
}
