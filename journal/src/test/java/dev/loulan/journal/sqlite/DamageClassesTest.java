package dev.loulan.journal.sqlite;

import static dev.loulan.journal.sqlite.Book.begin;
import static dev.loulan.journal.sqlite.Book.row;
import static dev.loulan.journal.verify.Fault.Code.CHECKPOINT_SIGNATURE;
import static dev.loulan.journal.verify.Fault.Code.COUNTER;
import static dev.loulan.journal.verify.Fault.Code.ENTRY_FOREIGN;
import static dev.loulan.journal.verify.Fault.Code.ENTRY_MISSING;
import static dev.loulan.journal.verify.Fault.Code.ENTRY_ORDER;
import static dev.loulan.journal.verify.Fault.Code.EPOCH;
import static dev.loulan.journal.verify.Fault.Code.NOT_EXTENDED;
import static dev.loulan.journal.verify.Fault.Code.STORE_DAMAGED;
import static dev.loulan.journal.verify.Fault.Code.STORE_FORMAT;
import static dev.loulan.journal.verify.Fault.Code.TILE;
import static dev.loulan.journal.verify.Fault.Code.UNCOVERED;
import static dev.loulan.journal.verify.Fault.Code.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage in fifteen classes, eight of each, as the table in {@code docs/formats/journal.md} says:
 * each is refused with its code and the entry concerned. The seed of every case is in its failure.
 */
class DamageClassesTest {

  private static final int CASES = 8;
  private static final long SEED = Long.getLong("loulan.seed", 20261127);

  @TempDir static Path good;
  private static final VerifierKey KEY = LogName.key(Samples.DEVICE, Samples.signer(1).publicKey());
  private static final List<Book> BOOKS = new ArrayList<>();

  @TempDir Path folder;
  private final Book book = BOOKS.get(0);
  private final Book other = BOOKS.get(1);
  private SplittableRandom random = new SplittableRandom(0);
  private String seed = "";
  private boolean alsoInPython;
  private int sale;

  @BeforeAll
  static void write() throws IOException {
    BOOKS.clear();
    BOOKS.add(
        Book.write(Files.createDirectories(good.resolve("a")).resolve("j"), Samples.DEVICE, 1));
    BOOKS.add(Book.write(Files.createDirectories(good.resolve("b")).resolve("j"), "shelf-2", 5));
  }

  private Book next(RepetitionInfo round) throws IOException {
    long of = SEED * 100 + round.getCurrentRepetition();
    random = new SplittableRandom(of);
    seed = "seed " + of;
    alsoInPython = round.getCurrentRepetition() == 1;
    sale = 1 + random.nextInt(Book.SALES - 2);
    return book.copyTo(folder.resolve("case"));
  }

  @Test
  void the_good_ones_are_sound_and_trusted() {
    alsoInPython = true;
    Verification found = verify(book, book.checkpoint(30));
    assertThat(found.faults()).isEmpty();
    assertThat(found.trusted()).isTrue();
    assertThat(found.epochs()).hasSize(2);
  }

  @RepeatedTest(CASES)
  void bit_flip_in_an_entry(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    byte[] entries = damaged.column("entries", row(1, sale));
    flip(entries);
    damaged.setColumn("entries", row(1, sale), entries);
    Fault first = verify(damaged, null).faults().getFirst();
    assertThat(first.entry()).as("%s %s", seed, first).isBetween(begin(sale), begin(sale) + 2);
  }

  @RepeatedTest(CASES)
  void bit_flip_in_a_checkpoint(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    byte[] checkpoint = damaged.column("checkpoint", row(2, sale));
    flip(checkpoint);
    damaged.setColumn("checkpoint", row(2, sale), checkpoint);
    refused(damaged, Set.of(CHECKPOINT_SIGNATURE), begin(sale));
  }

  @RepeatedTest(CASES)
  void bit_flip_in_a_tile_or_an_epochs_id(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    String column = random.nextBoolean() ? "nodes" : "counters";
    byte[] tile = damaged.one("SELECT " + column + " FROM tiles ORDER BY id LIMIT 1");
    flip(tile);
    damaged.run(
        "UPDATE tiles SET " + column + " = ? WHERE id = (SELECT min(id) FROM tiles)",
        (Object) tile);
    refused(damaged, Set.of(TILE), 0);
    Book epoch = next(round);
    byte[] id = epoch.one("SELECT id FROM epochs WHERE no = 1");
    flip(id);
    epoch.run("UPDATE epochs SET id = ? WHERE no = 1", (Object) id);
    refused(epoch, Set.of(ENTRY_FOREIGN), 0);
  }

  @RepeatedTest(CASES)
  void truncation(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    try (RandomAccessFile cut = new RandomAccessFile(damaged.file().toFile(), "rw")) {
      cut.setLength(200 + random.nextLong(cut.length() - 300));
    }
    Verification found = verify(damaged, null);
    assertThat(found.faults())
        .as(seed)
        .anyMatch(fault -> fault.code() == STORE_DAMAGED || fault.code() == ENTRY_MISSING);
  }

  @RepeatedTest(CASES)
  void truncation_of_the_last_commits(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    List<Bytes> leaves = damaged.leaves(2, Book.SALES - 1);
    leaves.removeLast();
    damaged.setLeaves(2, Book.SALES - 1, leaves);
    refused(damaged, Set.of(ENTRY_ORDER, ENTRY_MISSING), begin(Book.SALES - 1));
    Book unsigned = next(round);
    unsigned.run("UPDATE commits SET checkpoint = NULL WHERE id >= " + row(2, sale));
    refused(unsigned, Set.of(UNCOVERED), begin(sale));
  }

  @RepeatedTest(CASES)
  void reordering(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    List<Bytes> leaves = damaged.leaves(1, sale);
    int at = random.nextInt(2);
    Collections.swap(leaves, at, at + 1);
    damaged.setLeaves(1, sale, leaves);
    refused(damaged, Set.of(ENTRY_ORDER), begin(sale) + at);
    Book commits = next(round);
    byte[] first = commits.column("entries", row(1, sale));
    commits.setColumn("entries", row(1, sale), commits.column("entries", row(1, sale + 1)));
    commits.setColumn("entries", row(1, sale + 1), first);
    refused(commits, Set.of(ENTRY_ORDER), begin(sale));
  }

  @RepeatedTest(CASES)
  void omission(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    damaged.run("DELETE FROM commits WHERE id = " + row(1, sale));
    refused(damaged, Set.of(ENTRY_MISSING), begin(sale));
    Book entry = next(round);
    List<Bytes> leaves = entry.leaves(2, sale);
    leaves.remove(random.nextInt(3));
    entry.setLeaves(2, sale, leaves);
    refused(entry, Set.of(ENTRY_MISSING), begin(sale));
  }

  @RepeatedTest(CASES)
  void duplicate(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    damaged.run(
        "INSERT INTO commits SELECT id + 1, entries, checkpoint FROM commits WHERE id = "
            + row(1, sale));
    refused(damaged, Set.of(ENTRY_ORDER), begin(sale + 1));
    Book entry = next(round);
    List<Bytes> leaves = entry.leaves(1, sale);
    leaves.add(1, leaves.get(random.nextInt(3)));
    entry.setLeaves(1, sale, leaves);
    refused(entry, Set.of(ENTRY_ORDER), begin(sale));
  }

  @RepeatedTest(CASES)
  void swapped_checkpoint(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    byte[] first = damaged.column("checkpoint", row(1, sale));
    damaged.setColumn("checkpoint", row(1, sale), damaged.column("checkpoint", row(1, sale + 1)));
    damaged.setColumn("checkpoint", row(1, sale + 1), first);
    refused(damaged, Set.of(CHECKPOINT_SIGNATURE), begin(sale));
  }

  @RepeatedTest(CASES)
  void wrong_key(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    VerifierKey key = LogName.key(Samples.DEVICE, Samples.signer(10 + sale).publicKey());
    Verification found =
        new JournalFile(damaged.file()).verify(new Expectation(key, null, _ -> {}));
    assertThat(found.trusted()).isFalse();
    assertFirst(found, Set.of(Fault.Code.KEY), 0);
    VerifierKey elsewhere = LogName.key("shelf-" + sale, Samples.signer(1).publicKey());
    assertFirst(
        new JournalFile(damaged.file()).verify(new Expectation(elsewhere, null, _ -> {})),
        Set.of(Fault.Code.KEY),
        0);
  }

  @RepeatedTest(CASES)
  void older_epoch(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    damaged.setColumn("entries", row(2, sale), damaged.column("entries", row(1, sale)));
    refused(damaged, Set.of(ENTRY_FOREIGN), begin(sale));
    Book cut = next(round);
    cut.run("DELETE FROM commits WHERE id > " + (2L << SqliteJournalStore.EPOCH_SHIFT));
    cut.run("DELETE FROM tiles WHERE id >= " + (2L << SqliteJournalStore.EPOCH_SHIFT));
    refused(cut, Set.of(EPOCH), 0);
    cut.run("DELETE FROM epochs WHERE no = 2");
    assertThat(verify(cut, null).faults()).as(seed).isEmpty();
    assertFirst(
        verify(cut, book.checkpoint(Book.SALES + sale)), Set.of(NOT_EXTENDED), begin(sale) + 2);
  }

  @RepeatedTest(CASES)
  void forged_counter(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    List<Bytes> leaves = damaged.leaves(1, sale);
    leaves.set(1, forged(EntryCodec.decode(leaves.get(1).toArray())));
    damaged.setLeaves(1, sale, leaves);
    refused(damaged, Set.of(COUNTER), begin(sale) + 1);
  }

  /** Another sale number or total, in an entry that is otherwise right. */
  private Bytes forged(JournalEntry entry) {
    Sale sold = (Sale) entry.body();
    long more = 1L + random.nextInt(1000);
    boolean number = random.nextBoolean();
    Sale forged =
        new Sale(
            sold.saleNo() + (number ? more : 0),
            sold.session(),
            sold.tender(),
            sold.lines(),
            sold.currency(),
            sold.lineTotalMinor(),
            sold.grossTotalMinor() + (number ? 0 : more),
            sold.evidence());
    return Bytes.of(EntryCodec.encode(new JournalEntry(entry.header(), forged)));
  }

  @RepeatedTest(CASES)
  void mixed_devices(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    damaged.setColumn("entries", row(1, sale), other.column("entries", row(1, sale)));
    refused(damaged, Set.of(ENTRY_FOREIGN), begin(sale));
    Book both = next(round);
    append(both, other);
    Verification found = verify(both, null);
    assertThat(found.faults().getFirst().epoch()).as(seed).isEqualTo(found.epochs().get(2).epoch());
    assertFirst(found, Set.of(ENTRY_FOREIGN), 0);
  }

  /** Puts the first epoch of another journal behind the last one of this. */
  private static void append(Book into, Book from) {
    long shift = 2L << SqliteJournalStore.EPOCH_SHIFT;
    into.run(
        "INSERT INTO epochs VALUES(3, ?)", (Object) from.one("SELECT id FROM epochs WHERE no = 1"));
    for (int i = -1; i < 5; i++) {
      long id = i < 0 ? row(1, 0) - 3 : row(1, i);
      into.run(
          "INSERT INTO commits VALUES(?, ?, ?)",
          id + shift,
          from.column("entries", id),
          from.column("checkpoint", id));
    }
  }

  @RepeatedTest(CASES)
  void rolled_back(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    cut(damaged, 2, sale);
    assertThat(verify(damaged, null).faults()).as(seed).isEmpty();
    assertFirst(
        verify(damaged, book.checkpoint(2 * Book.SALES - 1)),
        Set.of(NOT_EXTENDED),
        begin(Book.SALES - 1) + 2);
  }

  @RepeatedTest(CASES)
  void forked(RepetitionInfo round) throws IOException {
    Book fork = next(round);
    SignedNote elsewhere =
        Forger.sign(Samples.DEVICE, book.checkpoint(Book.SALES + sale), Samples.signer(2));
    assertFirst(verify(fork, elsewhere), Set.of(NOT_EXTENDED), begin(sale) + 2);
  }

  @RepeatedTest(CASES)
  void altered_window(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    if (random.nextBoolean()) {
      Book.edit(
          damaged.windows(),
          "UPDATE windows SET deflated = (SELECT deflated FROM windows WHERE no = 1) WHERE no = ?",
          sale + 1);
    } else {
      Book.edit(
          damaged.windows(), "UPDATE windows SET sha256 = randomblob(32) WHERE no = ?", sale + 1);
    }
    refused(damaged, Set.of(WINDOW), begin(sale) + 1);
    Book shed = next(round);
    Book.edit(shed.windows(), "DELETE FROM windows WHERE no <= ?", sale);
    assertThat(verify(shed, null).faults()).as(seed).isEmpty();
    Files.delete(shed.windows());
    assertThat(verify(shed, null).faults()).as(seed).isEmpty();
  }

  @RepeatedTest(CASES)
  void cut_at_an_earlier_checkpoint(RepetitionInfo round) throws IOException {
    Book damaged = next(round);
    cut(damaged, 2, sale);
    assertThat(verify(damaged, book.checkpoint(Book.SALES + sale)).faults()).as(seed).isEmpty();
    assertFirst(
        verify(damaged, book.checkpoint(Book.SALES + sale + 1)),
        Set.of(NOT_EXTENDED),
        begin(sale + 1) + 2);
  }

  private static void cut(Book damaged, int epoch, int afterSale) {
    damaged.run("DELETE FROM commits WHERE id > " + row(epoch, afterSale));
    long tiles = (4 + 3L * afterSale) / 256;
    damaged.run(
        "DELETE FROM tiles WHERE id >= "
            + (((long) epoch << SqliteJournalStore.EPOCH_SHIFT) + tiles));
  }

  @RepeatedTest(CASES)
  void foreign_file(RepetitionInfo round) throws IOException {
    next(round);
    byte[] content = new byte[random.nextInt(5000)];
    random.nextBytes(content);
    Path noise = Files.write(folder.resolve("noise"), content);
    Path database = folder.resolve("other.sqlite");
    Book.edit(database, "CREATE TABLE t" + sale + "(x)");
    Path text = Files.writeString(folder.resolve("text"), "No journal.\n".repeat(sale));
    for (Path file : List.of(noise, database, text)) {
      assertThatThrownBy(() -> new JournalFile(file).verify(Expectation.NONE))
          .as("%s %s", seed, file)
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_JOURNAL));
    }
  }

  @Test
  void tables_columns_marks_and_rows_that_the_format_does_not_have_are_named() throws IOException {
    List<String> edits =
        List.of(
            "CREATE TABLE more(x)",
            "ALTER TABLE commits ADD COLUMN note TEXT",
            "ALTER TABLE epochs RENAME COLUMN id TO ident",
            "CREATE INDEX i ON commits(checkpoint)",
            "CREATE VIEW v AS SELECT 1",
            "CREATE TRIGGER t AFTER INSERT ON commits BEGIN SELECT 1; END",
            "PRAGMA user_version = 2",
            "PRAGMA user_version = 0",
            "PRAGMA application_id = 7",
            "DROP TABLE tiles");
    for (String edit : edits) {
      Book damaged = book.copyTo(folder.resolve("format"));
      damaged.run(edit);
      assertThat(verify(damaged, null).faults())
          .as(edit)
          .anyMatch(fault -> fault.code() == STORE_FORMAT || fault.code() == STORE_DAMAGED);
    }
    List<String> rows =
        List.of(
            "INSERT INTO epochs VALUES(3, randomblob(16))",
            "INSERT INTO epochs VALUES(-1, randomblob(16))",
            "UPDATE epochs SET no = 5 WHERE no = 2",
            "UPDATE epochs SET no = no + 10",
            "UPDATE epochs SET id = 'abcdefghijklmnop' WHERE no = 1",
            "INSERT INTO commits VALUES(-9223372036854775808, x'00', NULL)",
            "INSERT INTO commits VALUES(9223372036854775807, x'00', NULL)",
            "INSERT INTO commits VALUES(0, x'', x'')",
            "UPDATE commits SET checkpoint = CAST(checkpoint AS TEXT)",
            "UPDATE commits SET entries = CAST(entries AS TEXT)",
            "UPDATE commits SET checkpoint = checkpoint || x'00'",
            "UPDATE commits SET checkpoint = 0 WHERE id = " + row(1, 7),
            "UPDATE commits SET checkpoint = NULL WHERE id = " + row(1, 7),
            "UPDATE commits SET entries = entries || x'00000000'",
            "UPDATE commits SET id = id + 1 WHERE id = " + row(1, 7),
            "INSERT INTO tiles VALUES(7, x'00', x'00')",
            "UPDATE tiles SET id = id + 1 WHERE id = (SELECT max(id) FROM tiles)",
            "UPDATE tiles SET nodes = CAST(nodes AS TEXT)",
            "UPDATE tiles SET counters = counters || x'00'",
            "DELETE FROM tiles WHERE id = (SELECT min(id) FROM tiles)",
            "DELETE FROM epochs",
            "DELETE FROM commits");
    for (String edit : rows) {
      Book damaged = book.copyTo(folder.resolve("row"));
      damaged.run(edit);
      assertThat(verify(damaged, null).faults()).as(edit).isNotEmpty();
    }
    Book vacuumed = book.copyTo(folder.resolve("vacuum"));
    vacuumed.run("VACUUM");
    vacuumed.run("PRAGMA journal_mode = DELETE");
    assertThat(verify(vacuumed, null).faults()).isEmpty();
  }

  /** What SQLite itself does not use holds nothing; all else that changes is named. */
  @Test
  void a_flip_of_any_bit_of_the_file_is_named_or_changes_no_row() throws IOException {
    SplittableRandom at = new SplittableRandom(SEED);
    byte[] whole = Files.readAllBytes(book.file());
    var content = Book.content(book.file());
    int rounds = Boolean.getBoolean("loulan.long") ? 20_000 : 100;
    int unnamed = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] changed = whole.clone();
      // Half of them in the header and the schema, where most depends on each byte.
      int position = round % 2 == 0 ? at.nextInt(700) : at.nextInt(whole.length);
      changed[position] ^= (byte) (1 << at.nextInt(8));
      Path file = Files.write(folder.resolve("flipped"), changed);
      if (isNamed(file)) {
        continue;
      }
      unnamed++;
      assertThat(Book.content(file)).as("%s, byte %s", SEED, position).isEqualTo(content);
    }
    assertThat(unnamed).isLessThan(rounds);
  }

  private boolean isNamed(Path file) {
    try {
      return !new JournalFile(file).verify(expectation(null)).sound();
    } catch (JournalException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_JOURNAL);
      return true;
    }
  }

  private void flip(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
  }

  private void refused(Book damaged, Set<Fault.Code> codes, long entry) {
    assertFirst(verify(damaged, null), codes, entry);
  }

  private void assertFirst(Verification found, Set<Fault.Code> codes, long entry) {
    List<Fault> faults = new ArrayList<>(found.faults());
    assertThat(faults).as(seed).isNotEmpty();
    assertThat(faults.getFirst().code()).as("%s %s", seed, faults.getFirst()).isIn(codes);
    assertThat(faults.getFirst().entry()).as("%s %s", seed, faults.getFirst()).isEqualTo(entry);
  }

  private Verification verify(Book of, @Nullable SignedNote from) {
    Verification found = new JournalFile(of.file()).verify(expectation(from));
    if (alsoInPython) {
      OtherVerifier.agrees(of.file(), KEY, from, found);
    }
    return found;
  }

  private static Expectation expectation(@Nullable SignedNote from) {
    return new Expectation(KEY, from, _ -> {});
  }

  /** Signs what the device did not. */
  private static final class Forger {
    static SignedNote sign(String device, SignedNote over, DeviceSigner key) {
      Checkpoint real = Checkpoint.parse(over);
      Bytes root = TreeHash.sha256(real.text().getBytes(StandardCharsets.UTF_8));
      return new Checkpoint(real.origin(), real.size(), root)
          .sign(LogName.key(device, key.publicKey()), key);
    }
  }
}
