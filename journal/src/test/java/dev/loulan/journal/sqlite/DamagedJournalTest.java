package dev.loulan.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals damaged in every way that a file allows; each is named with its entry. */
class DamagedJournalTest {

  private static final long BASE = 1L << SqliteJournalStore.EPOCH_SHIFT;

  @TempDir Path folder;
  private Path file = Path.of("");
  private @Nullable SignedNote half;

  /** Entry 0 opens; then 100 times three: step, sale, close; entry 1 + 3n is a step. */
  @BeforeEach
  void write() {
    file = folder.resolve("journal.sqlite");
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        Journal journal = Samples.open(store, Samples.ids(1))) {
      for (int i = 0; i < 100; i++) {
        Samples.sell(journal, i, 100 + i);
        if (i == 49) {
          half = journal.head().checkpoint();
        }
      }
    }
  }

  @Test
  void a_sound_one_is_sound_and_extends_its_earlier_checkpoint() {
    assertThat(verify(half).faults()).isEmpty();
  }

  @Test
  void cut_in_any_page_the_check_ends_and_names_the_damage() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int page = 1; page < whole.length / 4096; page++) {
      for (int more : new int[] {100, 232, 2048}) {
        // One that reads the rows of a cut tree over and over does not end.
        Files.write(file, java.util.Arrays.copyOf(whole, page * 4096 + more));
        assertThat(verify(null).faults())
            .as("cut at %d", page * 4096 + more)
            .extracting(Fault::code)
            .containsAnyOf(Fault.Code.STORE_DAMAGED, Fault.Code.ENTRY_MISSING);
      }
    }
  }

  @Test
  void a_flipped_bit_in_an_entry_is_named_with_its_commit() {
    SplittableRandom random = new SplittableRandom(20261124);
    for (int round = 0; round < 60; round++) {
      int sale = random.nextInt(100);
      byte[] before = column("entries", size(sale));
      byte[] after = before.clone();
      int byteAt = random.nextInt(after.length);
      after[byteAt] ^= (byte) (1 << random.nextInt(8));
      setColumn("entries", size(sale), after);
      Fault first = verify(null).faults().getFirst();
      assertThat(first.entry())
          .as("byte %s of sale %s: %s", byteAt, sale, first)
          .isBetween(1 + 3L * sale, 3 + 3L * sale);
      setColumn("entries", size(sale), before);
    }
    assertThat(verify(null).faults()).isEmpty();
  }

  @Test
  void a_flipped_bit_in_a_checkpoint_is_named() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 40; round++) {
      int sale = random.nextInt(100);
      byte[] before = column("checkpoint", size(sale));
      byte[] after = before.clone();
      after[random.nextInt(after.length)] ^= (byte) (1 << random.nextInt(8));
      setColumn("checkpoint", size(sale), after);
      assertNamed(verify(null), Fault.Code.CHECKPOINT_SIGNATURE, 1 + 3L * sale);
      setColumn("checkpoint", size(sale), before);
    }
  }

  @Test
  void swapped_checkpoints_are_named() {
    byte[] first = column("checkpoint", size(20));
    setColumn("checkpoint", size(20), column("checkpoint", size(21)));
    setColumn("checkpoint", size(21), first);
    assertNamed(verify(null), Fault.Code.CHECKPOINT_SIGNATURE, 61);
  }

  @Test
  void an_omitted_commit_is_named() {
    run("DELETE FROM commits WHERE id = " + (BASE + size(30)));
    assertNamed(verify(null), Fault.Code.ENTRY_MISSING, 91);
  }

  @Test
  void entries_in_another_order_are_named() {
    List<Bytes> leaves = new ArrayList<>(LeafBlock.decode(column("entries", size(40))));
    Collections.swap(leaves, 1, 2);
    setColumn("entries", size(40), LeafBlock.encode(leaves));
    assertNamed(verify(null), Fault.Code.ENTRY_ORDER, 122);
  }

  @Test
  void a_duplicated_entry_is_named() {
    List<Bytes> leaves = new ArrayList<>(LeafBlock.decode(column("entries", size(40))));
    leaves.add(leaves.getLast());
    setColumn("entries", size(40), LeafBlock.encode(leaves));
    assertThat(verify(null).faults())
        .anyMatch(f -> f.code() == Fault.Code.ENTRY_ORDER && f.entry() <= 124);
  }

  @Test
  void commits_in_each_others_place_are_named() {
    byte[] first = column("entries", size(50));
    setColumn("entries", size(50), column("entries", size(51)));
    setColumn("entries", size(51), first);
    assertNamed(verify(null), Fault.Code.ENTRY_ORDER, 151);
  }

  @Test
  void entries_without_a_checkpoint_are_named_then_set_aside_and_the_rest_goes_on() {
    run("UPDATE commits SET checkpoint = NULL WHERE id >= " + (BASE + size(98)));
    assertNamed(verify(null), Fault.Code.UNCOVERED, 1 + 3L * 98);
    try (SqliteJournalStore store = SqliteJournalStore.open(file)) {
      assertThat(store.setAsideUncovered()).isEqualTo(6);
      assertThat(Files.exists(folder.resolve("journal.sqlite.set-aside"))).isTrue();
      try (Journal journal = Samples.open(store, Samples.ids(2))) {
        Samples.sell(journal, 500, 100);
      }
    }
    assertThat(verify(half).faults()).isEmpty();
  }

  @Test
  void what_is_kept_for_speed_is_checked_too() {
    run("UPDATE tiles SET counters = x'00'");
    assertNamed(verify(null), Fault.Code.TILE, 0);
    run("DELETE FROM tiles");
    assertNamed(verify(null), Fault.Code.TILE, 0);
  }

  @Test
  void a_journal_cut_before_an_earlier_checkpoint_does_not_extend_it() {
    run("DELETE FROM commits WHERE id > " + (BASE + size(10)));
    run("DELETE FROM tiles");
    assertThat(verify(null).faults()).isEmpty();
    assertNamed(verify(half), Fault.Code.NOT_EXTENDED, 150);
  }

  @Test
  void another_key_than_the_trusted_one_is_named() {
    VerifierKey other = LogName.key(Samples.DEVICE, Samples.signer(2).publicKey());
    Verification result = new JournalFile(file).verify(new Expectation(other, null, _ -> {}));
    assertNamed(result, Fault.Code.KEY, 0);
    assertThat(result.trusted()).isFalse();
    Verification alone = new JournalFile(file).verify(Expectation.NONE);
    assertThat(alone.sound()).isTrue();
    assertThat(alone.trusted()).isFalse();
  }

  @Test
  void a_file_cut_short_is_damaged() throws IOException {
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() / 2);
    }
    Verification result = verify(null);
    assertThat(result.faults()).anyMatch(fault -> fault.code() == Fault.Code.STORE_DAMAGED);
    assertThat(result.entries()).isBetween(60L, 240L);
  }

  @Test
  void a_file_of_another_kind_is_no_journal() throws IOException, SQLException {
    Path text =
        Files.writeString(folder.resolve("text"), "This is a text and no journal.\n".repeat(50));
    Path database = folder.resolve("other.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      connection.createStatement().execute("CREATE TABLE t(x)");
    }
    for (Path other : List.of(text, database, folder.resolve("absent"))) {
      assertThatThrownBy(() -> new JournalFile(other).verify(Expectation.NONE))
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_JOURNAL));
    }
  }

  private Verification verify(@Nullable SignedNote from) {
    VerifierKey key = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());
    return new JournalFile(file).verify(new Expectation(key, from, _ -> {}));
  }

  private static void assertNamed(Verification result, Fault.Code code, long entry) {
    assertThat(result.sound()).isFalse();
    Fault first = result.faults().getFirst();
    assertThat(first.code()).as(first.toString()).isEqualTo(code);
    assertThat(first.entry()).as(first.toString()).isEqualTo(entry);
  }

  private static long size(int sale) {
    return 4 + 3L * sale;
  }

  private byte[] column(String name, long size) {
    try (Connection connection = connect();
        PreparedStatement select =
            connection.prepareStatement("SELECT entries, checkpoint FROM commits WHERE id = ?")) {
      select.setLong(1, BASE + size);
      try (ResultSet row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getBytes(name);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void setColumn(String name, long size, byte[] value) {
    String sql =
        name.equals("entries")
            ? "UPDATE commits SET entries = ? WHERE id = ?"
            : "UPDATE commits SET checkpoint = ? WHERE id = ?";
    try (Connection connection = connect();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setBytes(1, value);
      update.setLong(2, BASE + size);
      assertThat(update.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
