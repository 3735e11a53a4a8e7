package dev.loulan.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.JournalFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is old goes into archives while the shelf sells; nothing is lost on the way. */
final class ArchivingTest {
  private static final Duration NINETY_DAYS = Duration.ofDays(90);
  private static final long ANY_SIZE = Long.MAX_VALUE;

  @TempDir Path folder;

  @Test
  void old_entries_go_into_an_archive_once_and_each_is_still_proved() {
    try (ArchivedJournal journal = new ArchivedJournal(folder)) {
      journal.addOld(600);
      journal.addNew(300);
      List<JournalEntry> before = entries(journal);
      Archiving archiving = journal.archiving(new Archiving.Retention(NINETY_DAYS, ANY_SIZE, 10));
      assertThat(archiving.run()).singleElement().satisfies(file -> assertThat(file).exists());
      assertThat(archiving.run()).isEmpty();
      journal.addNew(20);
      assertThat(journal.verify().faults()).isEmpty();
      assertThat(journal.verify().entries()).isEqualTo(journal.entries());
      assertThat(entries(journal)).startsWith(before.toArray(JournalEntry[]::new));
      for (int seq : new int[] {0, 1, 255, 256, 511, 512, 700}) {
        var proof = new JournalFile(journal.file).prove(seq, journal.writer.epoch());
        var key = LogName.key("shelf-1", Ed25519Signer.fromSeed(new byte[32]).publicKey());
        assertThat(proof.proves(EntryCodec.encode(before.get(seq)), key)).as("%s", seq).isTrue();
      }
    }
  }

  @Test
  void what_is_young_stays_until_there_is_too_much_of_it() {
    try (ArchivedJournal journal = new ArchivedJournal(folder)) {
      journal.addNew(900);
      assertThat(journal.archiving(new Archiving.Retention(NINETY_DAYS, ANY_SIZE, 10)).run())
          .isEmpty();
      assertThat(journal.archiving(new Archiving.Retention(NINETY_DAYS, 10_000, 100_000)).run())
          .as("those that a boot reads back stay in any case")
          .isEmpty();
      assertThat(journal.archiving(new Archiving.Retention(NINETY_DAYS, 10_000, 10)).run())
          .hasSize(1);
      assertThat(journal.verify().faults()).isEmpty();
      assertThat(journal.verify().entries()).isEqualTo(journal.entries());
    }
  }

  @Test
  void an_end_of_the_writer_in_between_leaves_both_and_the_next_run_goes_on() throws Exception {
    long entries;
    try (ArchivedJournal journal = new ArchivedJournal(folder)) {
      journal.addOld(900);
      entries = journal.entries();
      journal.writer.close();
      Archiving archiving = journal.archiving(new Archiving.Retention(NINETY_DAYS, ANY_SIZE, 10));
      assertThatThrownBy(archiving::run)
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
      assertThat(archives()).hasSize(1);
      assertThat(journal.verify().entries()).isEqualTo(entries);
    }
    try (ArchivedJournal again = new ArchivedJournal(folder)) {
      assertThat(again.archiving(new Archiving.Retention(NINETY_DAYS, ANY_SIZE, 10)).run())
          .containsExactlyElementsOf(archives());
      assertThat(again.verify().faults()).isEmpty();
      assertThat(again.verify().entries()).isEqualTo(entries);
    }
  }

  private List<Path> archives() throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal.gz")).toList();
    }
  }

  private static List<JournalEntry> entries(ArchivedJournal journal) {
    List<JournalEntry> entries = new ArrayList<>();
    new JournalFile(journal.file).allEntries(entries::add);
    return entries;
  }
}
