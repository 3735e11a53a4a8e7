package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loulan.domain.text.Retelling;
import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store says of a damaged journal reads whole in Chinese, whatever was damaged. */
class DamageInChineseTest {
  private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]+ [a-z]+ [a-z]+");

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() {
    file = folder.resolve("journal.sqlite");
    Book.write(file, Samples.DEVICE, 1);
  }

  @Test
  void an_entry_that_cannot_be_proved() {
    Book.edit(file, "UPDATE commits SET checkpoint = zeroblob(100)");
    told(() -> new JournalFile(file).prove(3, null), "无法证明第 3 条");
  }

  @Test
  void a_block_that_is_gone() {
    Book.edit(file, "DELETE FROM tiles");
    told(() -> new JournalFile(file).prove(260, null), "缺少第 0 块");
  }

  @Test
  void an_entry_that_is_none() {
    Book.edit(
        file,
        "UPDATE commits SET entries = unhex(substr(hex(entries), 1, 8) || 'FF' ||"
            + " substr(hex(entries), 11))");
    told(this::readAll, "无法读取");
  }

  @Test
  void rows_and_epochs_that_are_gone() {
    Book.edit(file, "DELETE FROM commits WHERE id % 3 = 0");
    told(this::readAll, "既不在日志中");
    Book.edit(file, "DELETE FROM commits");
    told(this::readAll, "没有检查点");
  }

  @Test
  void a_journal_that_this_key_or_this_program_cannot_go_on_with() {
    told(
        () -> {
          try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
            var _ =
                Journal.open(
                    store,
                    Samples.signer(7),
                    Samples.ids(7),
                    Samples.DEVICE,
                    new EpochDecision.Continue(),
                    Samples.stamp(1));
          }
        },
        "继续纪元");
    Book.edit(file, "PRAGMA user_version = 9");
    told(() -> SqliteJournalStore.openReadOnly(file), "表版本为 9");
  }

  @Test
  void a_file_that_is_no_journal_or_not_there() throws IOException {
    told(() -> SqliteJournalStore.openReadOnly(folder.resolve("none")), "没有可供读取日志的文件");
    Path text = Files.writeString(folder.resolve("text"), "no journal ".repeat(1_000));
    told(() -> SqliteJournalStore.openReadOnly(text), "不是 SQLite 文件");
  }

  private void readAll() {
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(file)) {
      JournalReader reader = new JournalReader(store);
      reader.epochs().forEach(epoch -> reader.entries(epoch, 0, reader.size(epoch)));
    }
  }

  private static void told(Runnable damaged, String words) {
    JournalException said = catchThrowableOfType(JournalException.class, damaged::run);
    assertThat(said).isNotNull();
    String chinese =
        Retelling.in(
            Locale.SIMPLIFIED_CHINESE, said.code().name(), String.valueOf(said.getMessage()));
    assertThat(chinese).as(said.getMessage()).contains(words).doesNotContainPattern(ENGLISH);
  }
}
