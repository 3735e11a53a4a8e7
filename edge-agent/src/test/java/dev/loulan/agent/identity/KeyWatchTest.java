package dev.loulan.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.agent.session.AlertCode;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.Stamp;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import dev.loulan.journal.verify.Expectation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that another process prepares, while the journal is being written. */
final class KeyWatchTest {
  private static final String DEVICE = "shelf-1";

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private long at;

  @Test
  void a_running_journal_goes_over_to_a_prepared_key_and_both_keys_vouch_for_all_of_it()
      throws IOException {
    FileKeys keys = keys();
    KeyHandover handover = new KeyHandover(folder, DEVICE, keys);
    VerifierKey old = JournalKeys.vkey(DEVICE, keys.current());
    Path file = folder.resolve("journal.sqlite");
    VerifierKey next;
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        JournalWriter writer = new JournalWriter(journal(store, handover));
        KeyWatch watch = watch(handover, writer, false)) {
      write(writer);
      watch.look();
      assertThat(said).as("nothing is prepared").isEmpty();

      next = JournalKeys.vkey(DEVICE, keys().prepareNext());
      write(writer);
      watch.look();
      write(writer);
      assertThat(said).hasSize(1);
      assertThat(said.getFirst()).contains(next.encode());
      watch.look();
      assertThat(said).as("once").hasSize(1);
      assertThat(writer.failure()).isEmpty();
    }
    assertThat(JournalKeys.vkey(DEVICE, keys().current())).isEqualTo(next);
    for (VerifierKey trusted : List.of(old, next)) {
      var found = new JournalFile(file).verify(new Expectation(trusted, null, _ -> {}));
      assertThat(found.faults()).isEmpty();
      assertThat(found.trusted()).isTrue();
    }
    assertThat(changes(file)).isEqualTo(1);
  }

  @Test
  void it_waits_until_the_server_knows_the_key_in_use() throws IOException {
    KeyHandover handover = new KeyHandover(folder, DEVICE, keys());
    try (SqliteJournalStore store = SqliteJournalStore.open(folder.resolve("journal.sqlite"));
        JournalWriter writer = new JournalWriter(journal(store, handover));
        KeyWatch watch = watch(handover, writer, true)) {
      var _ = keys().prepareNext();
      watch.look();
    }
    assertThat(changes(folder.resolve("journal.sqlite"))).isZero();
  }

  @Test
  void looking_for_a_key_makes_nothing_durable_that_only_rides_along() throws IOException {
    KeyHandover handover = new KeyHandover(folder, DEVICE, keys());
    Path file = folder.resolve("journal.sqlite");
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        JournalWriter writer = new JournalWriter(journal(store, handover));
        KeyWatch watch = watch(handover, writer, false)) {
      writer.commit();
      long before = size(file);
      writer.append(new Stamp(++at, false, at), List.of(new Door("b1", true)), false);
      watch.look();
      assertThat(size(file)).isEqualTo(before);
    }
    assertThat(said).isEmpty();
  }

  private static long size(Path file) {
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(file)) {
      return new JournalReader(store).head().orElseThrow().size();
    }
  }

  private FileKeys keys() {
    return new FileKeys(folder, DEVICE, null, Optional.empty());
  }

  private KeyWatch watch(KeyHandover handover, JournalWriter writer, boolean needsServer) {
    return new KeyWatch(
        handover, writer, folder, needsServer, () -> new Stamp(at, false, at), said::add);
  }

  private static Journal journal(SqliteJournalStore store, KeyHandover handover)
      throws IOException {
    IdSource ids = new IdSource(new SplittableRandom(1));
    return Journal.open(
        store,
        handover.due(),
        ids,
        DEVICE,
        Journal.continueOrBegin(store, ids),
        new Stamp(0, false, 0));
  }

  private void write(JournalWriter writer) {
    AlertCode code = AlertCode.GAP;
    at++;
    writer.append(
        new Stamp(at, false, at), List.of(new Alert(code.word(), code.level(), "board", 1)), true);
  }

  private static long changes(Path file) {
    try (SqliteJournalStore store = SqliteJournalStore.openReadOnly(file)) {
      JournalReader reader = new JournalReader(store);
      return reader
          .entries(reader.epochs().getLast(), 0, reader.head().orElseThrow().size())
          .stream()
          .filter(entry -> entry.body() instanceof KeyChange)
          .count();
    }
  }
}
