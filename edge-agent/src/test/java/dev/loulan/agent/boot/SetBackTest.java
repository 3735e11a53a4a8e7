package dev.loulan.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.files.FolderFiles;
import dev.loulan.journal.JournalHead;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.key.Ed25519Signer;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An old card put back: what the server has seen and this file lacks is named at once. */
class SetBackTest {
  @TempDir Path folder;

  @Test
  void the_lost_range_is_journaled_in_a_new_epoch_that_names_its_parent() {
    JournalHead old = boot(new ServerPosition.Nothing());
    ServerPosition more = new ServerPosition.At(old.epoch(), old.size() + 40, old.root());
    JournalHead next = boot(more);
    assertThat(next.epoch()).isNotEqualTo(old.epoch());
    List<JournalEntry> entries = entries(next.epoch());
    assertThat(((EpochOpened) entries.getFirst().body()).parent()).isEqualTo(old.asParent());
    Alert alert = (Alert) entries.getLast().body();
    assertThat(alert.code()).isEqualTo("set-back");
    assertThat(alert.count()).isEqualTo(40);
    assertThat(alert.subject())
        .isEqualTo("entries %d to %d of epoch %s".formatted(2, 41, old.epoch()));
  }

  @Test
  void a_file_that_holds_what_the_server_has_seen_goes_on_without_alert() {
    JournalHead old = boot(new ServerPosition.Nothing());
    JournalHead next = boot(new ServerPosition.At(old.epoch(), old.size(), old.root()));
    assertThat(next.epoch()).isEqualTo(old.epoch());
    assertThat(entries(next.epoch())).noneMatch(entry -> entry.body() instanceof Alert);
  }

  @Test
  void a_server_that_cannot_be_asked_means_a_new_epoch_with_this_file_as_its_parent() {
    JournalHead old = boot(new ServerPosition.Nothing());
    JournalHead next = boot(new ServerPosition.Unknown());
    assertThat(next.epoch()).isNotEqualTo(old.epoch());
    List<JournalEntry> entries = entries(next.epoch());
    assertThat(((EpochOpened) entries.getFirst().body()).parent()).isEqualTo(old.asParent());
    assertThat(entries).as("nothing is known to be lost").noneMatch(e -> e.body() instanceof Alert);
  }

  @Test
  void another_log_of_the_same_size_at_the_server_is_no_log_to_go_on_with() {
    JournalHead old = boot(new ServerPosition.Nothing());
    Bytes other = Bytes.ofHex("ab".repeat(32));
    JournalHead next = boot(new ServerPosition.At(old.epoch(), old.size(), other));
    assertThat(next.epoch()).isNotEqualTo(old.epoch());
    Alert alert = (Alert) entries(next.epoch()).getLast().body();
    assertThat(alert.code()).isEqualTo("set-back");
  }

  private JournalHead boot(ServerPosition server) {
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"))) {
      ShelfBoot boot =
          ShelfBoot.open(
              store,
              new ShelfBoot.Who(
                  "shelf-1", Ed25519Signer.fromSeed(new byte[32]), null, new SecureRandom()),
              server,
              new ShelfFile(new FolderFiles(folder)),
              Stamps.wall(),
              1_790_000_000_000_000L);
      JournalHead head = boot.journal().head();
      boot.journal().close();
      return head;
    }
  }

  private List<JournalEntry> entries(EpochId epoch) {
    try (SqliteJournalStore store =
        SqliteJournalStore.openReadOnly(folder.resolve("journal.sqlite"))) {
      JournalReader reader = new JournalReader(store);
      return reader.entries(epoch, 0, reader.head(epoch).size());
    }
  }
}
