package dev.loulan.journal.sqlite;

import dev.loulan.journal.EpochDecision;
import dev.loulan.journal.IdSource;
import dev.loulan.journal.Journal;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.Samples;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.key.DeviceSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A good journal of two epochs with a change of keys, a day close and kept windows, and ways to
 * edit its file behind its back.
 *
 * <p>Epoch 1: entry 0 opens; then for each of {@link #SALES} a step, a sale and a close in one
 * commit, the step being entry 1 + 3n; then a day close and a key change. Epoch 2: the same without
 * the last two.
 */
final class Book {

  static final int SALES = 88;

  private final Path file;
  private final List<SignedNote> checkpoints = new ArrayList<>();

  private Book(Path file) {
    this.file = file;
  }

  /** Writes one; the same seed gives the same bytes. */
  static Book write(Path file, String device, long seed) {
    Book book = new Book(file);
    IdSource ids = Samples.ids(seed);
    try (SqliteJournalStore store = SqliteJournalStore.open(file);
        EvidenceStore windows = EvidenceStore.open(file.resolveSibling(EvidenceStore.FILE_NAME))) {
      DeviceSigner first = Samples.signer((int) seed);
      EpochDecision begin = Journal.continueOrBegin(store, ids);
      try (Journal journal = Journal.open(store, first, ids, device, begin, Samples.stamp(0))) {
        book.sell(journal, windows);
        journal.append(Samples.stamp(900), DayClose.draft("2026-11-23", "2026-11-23", 3600, "EUR"));
        journal.changeKey(Samples.stamp(901), Samples.signer((int) seed + 1));
      }
      EpochDecision next = EpochDecision.withoutAsking(new JournalReader(store), ids);
      try (Journal journal =
          Journal.open(
              store, Samples.signer((int) seed + 1), ids, device, next, Samples.stamp(902))) {
        book.sell(journal, windows);
      }
    }
    return book;
  }

  private void sell(Journal journal, EvidenceStore windows) {
    for (int i = 0; i < SALES; i++) {
      long step = journal.append(Samples.stamp(i), Samples.step(-250_000 - i));
      Bytes window =
          windows.put(("samples " + journal.epoch() + i).getBytes(StandardCharsets.UTF_8));
      Sale sale =
          Sale.draft(
              "s-1",
              Samples.tender("ref-" + i),
              List.of(Samples.line(2, 100 + i)),
              "EUR",
              List.of(new Evidence(step, window)));
      journal.append(Samples.stamp(i), List.of(sale, Samples.closed(i)));
      checkpoints.add(journal.head().checkpoint());
    }
  }

  /** A copy of this journal and its windows in another folder. */
  Book copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Book copy = new Book(folder.resolve("journal.sqlite"));
    copy.checkpoints.addAll(checkpoints);
    Files.copy(file, copy.file, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(windows(), copy.windows(), StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }

  Path file() {
    return file;
  }

  Path windows() {
    return file.resolveSibling(EvidenceStore.FILE_NAME);
  }

  /** The checkpoint over the n-th sale, over both epochs. */
  SignedNote checkpoint(int sale) {
    return checkpoints.get(sale);
  }

  /** The row of the commit with the n-th sale of an epoch. */
  static long row(int epoch, int sale) {
    return ((long) epoch << SqliteJournalStore.EPOCH_SHIFT) + 4 + 3L * sale;
  }

  /** The first entry of that commit. */
  static long begin(int sale) {
    return 1 + 3L * sale;
  }

  byte[] column(String name, long row) {
    return one("SELECT " + name + " FROM commits WHERE id = ?", row);
  }

  List<Bytes> leaves(int epoch, int sale) {
    return new ArrayList<>(LeafBlock.decode(column("entries", row(epoch, sale))));
  }

  void setLeaves(int epoch, int sale, List<Bytes> leaves) {
    setColumn("entries", row(epoch, sale), LeafBlock.encode(leaves));
  }

  void setColumn(String name, long row, byte[] value) {
    run("UPDATE commits SET " + name + " = ? WHERE id = ?", value, row);
  }

  byte[] one(String sql, Object... values) {
    try (Connection connection = connect(file);
        PreparedStatement select = prepare(connection, sql, values);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("Nothing found by " + sql);
      }
      return row.getBytes(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void run(String sql, Object... values) {
    edit(file, sql, values);
  }

  static void edit(Path of, String sql, Object... values) {
    try (Connection connection = connect(of);
        PreparedStatement statement = prepare(connection, sql, values)) {
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** All rows of all tables of the format; empty when they cannot be read. */
  static Map<String, List<String>> content(Path of) {
    Map<String, List<String>> content = new TreeMap<>();
    for (String table : List.of("epochs", "commits", "tiles")) {
      List<String> rows = new ArrayList<>();
      try (Connection connection = connect(of);
          PreparedStatement select = prepare(connection, "SELECT * FROM " + table + " ORDER BY 1");
          ResultSet row = select.executeQuery()) {
        while (row.next()) {
          StringBuilder text = new StringBuilder();
          for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            byte[] value = row.getBytes(column);
            text.append(value == null ? "NULL" : Bytes.of(value).hex()).append(' ');
          }
          rows.add(text.toString());
        }
      } catch (SQLException e) {
        rows.add("unreadable");
      }
      content.put(table, rows);
    }
    return content;
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static Connection connect(Path of) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + of);
  }
}
