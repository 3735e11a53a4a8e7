package dev.loulan.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.needs.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verified whole, then archived; a damaged journal is told of and left as it is. */
final class DailyCareTest {
  @TempDir Path folder;
  private final Alerts alerts = new Alerts();
  private final List<String> damage = new ArrayList<>();

  @Test
  void a_sound_journal_is_archived_and_one_that_was_changed_is_told_of_and_left() throws Exception {
    try (ArchivedJournal journal = new ArchivedJournal(folder)) {
      journal.addOld(300);
      DailyCare care = care(journal);
      assertThat(care.round()).isTrue();
      assertThat(damage).isEmpty();
      assertThat(archives()).isEqualTo(1);

      journal.addOld(300);
      change(journal.file);
      assertThat(care.round()).as("there is no next round").isFalse();
      assertThat(damage).singleElement().asString().startsWith("Entry ").contains("of epoch ");
      assertThat(archives()).isEqualTo(1);
    }
  }

  @Test
  void it_begins_by_itself_and_ends_after_damage() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (ArchivedJournal journal = new ArchivedJournal(folder)) {
      journal.addOld(40);
      change(journal.file);
      JournalCheck check = new JournalCheck(journal.file, _ -> told.countDown());
      try (DailyCare care = new DailyCare(Duration.ZERO, check, Optional.empty(), alerts)) {
        care.start();
        assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void an_archive_for_which_there_is_no_space_is_an_alert_until_it_could_be_written()
      throws Exception {
    try (SmallDisk _ = SmallDisk.mount(folder, "8m");
        ArchivedJournal journal = new ArchivedJournal(folder)) {
      journal.addOld(2_000);
      DailyCare care = care(journal);
      Path ballast = folder.resolve("ballast");
      fillUp(ballast);
      assertThat(care.round()).as("the journal is sound").isTrue();
      assertThat(alerts.isOpen(AlertCode.ARCHIVE)).isTrue();
      assertThat(archives()).isZero();
      assertThat(journal.verify().entries()).isEqualTo(journal.entries());

      Files.delete(ballast);
      assertThat(care.round()).isTrue();
      assertThat(alerts.isOpen(AlertCode.ARCHIVE)).isFalse();
      assertThat(archives()).isEqualTo(1);
      assertThat(journal.verify().faults()).isEmpty();
      assertThat(journal.verify().entries()).isEqualTo(journal.entries());
    }
  }

  private DailyCare care(ArchivedJournal journal) {
    Archiving archiving =
        journal.archiving(new Archiving.Retention(Duration.ofDays(90), Long.MAX_VALUE, 10));
    return new DailyCare(
        Duration.ZERO, new JournalCheck(journal.file, damage::add), Optional.of(archiving), alerts);
  }

  private long archives() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal.gz")).count();
    }
  }

  /** Another door was opened, says somebody who has the file and not the key. */
  private static void change(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      int changed =
          statement.executeUpdate(
              "UPDATE commits SET entries = unhex(replace(hex(entries), hex('front'), hex('fr0nt'))"
                  + ") WHERE id = (SELECT max(id) FROM commits)");
      assertThat(changed).isOne();
    }
  }

  private static void fillUp(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }
}
