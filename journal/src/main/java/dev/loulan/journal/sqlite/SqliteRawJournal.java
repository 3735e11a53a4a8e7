package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.StoredCommit.Tile;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.sqlite.SqliteJournalStore.CheckpointBlob;
import dev.loulan.journal.verify.RawJournal;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A journal's rows as they are, read in short transactions. */
final class SqliteRawJournal implements RawJournal {

  private static final int ROWS_AT_ONCE = 500;

  private final SqliteFile file;

  private SqliteRawJournal(SqliteFile file) {
    this.file = file;
  }

  static SqliteRawJournal open(Path path) {
    return new SqliteRawJournal(
        SqliteFile.read(path, SqliteJournalStore.APPLICATION_ID, SqliteJournalStore.VERSION));
  }

  @Override
  public List<Bytes> epochs() {
    return file.read(
        "Reading the epochs of",
        () -> {
          List<Bytes> ids = new ArrayList<>();
          try (Statement statement = file.connection().createStatement();
              ResultSet rows = statement.executeQuery("SELECT id FROM epochs ORDER BY no")) {
            while (rows.next()) {
              ids.add(bytes(rows.getBytes(1)));
            }
          }
          return ids;
        });
  }

  @Override
  public void forEachCommit(Visitor visitor) {
    long end = end();
    long after = Long.MIN_VALUE;
    List<Row> rows = rows(after, end);
    while (!rows.isEmpty()) {
      rows.forEach(row -> visitor.visit(commit(row)));
      after = rows.getLast().id;
      rows = rows(after, end);
    }
  }

  /** The last row there is now; of a file whose end cannot be read, no bound. */
  private long end() {
    try {
      return file.number("SELECT coalesce(max(id), 0) FROM commits");
    } catch (SQLException e) {
      return Long.MAX_VALUE;
    }
  }

  private record Row(long id, Bytes entries, @Nullable Bytes checkpoint) {}

  /** The next rows; fewer when one cannot be read, and that one fails the next call. */
  private List<Row> rows(long after, long end) {
    return file.read(
        "Reading",
        () -> {
          List<Row> rows = new ArrayList<>();
          try (PreparedStatement select =
              file.connection()
                  .prepareStatement(
                      "SELECT id, entries, checkpoint FROM commits WHERE id > ? AND id <= ?"
                          + " ORDER BY id LIMIT ?")) {
            select.setLong(1, after);
            select.setLong(2, end);
            select.setInt(3, ROWS_AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                rows.add(row(row));
              }
            }
          } catch (SQLException e) {
            if (rows.isEmpty()) {
              throw e;
            }
          }
          return rows;
        });
  }

  private static Row row(ResultSet row) throws SQLException {
    byte[] checkpoint = row.getBytes(3);
    return new Row(
        row.getLong(1),
        bytes(row.getBytes(2)),
        checkpoint == null ? null : Bytes.owning(checkpoint));
  }

  private static RawCommit commit(Row row) {
    long no = row.id >> SqliteJournalStore.EPOCH_SHIFT;
    long size = row.id - (no << SqliteJournalStore.EPOCH_SHIFT);
    return new RawCommit(no, size, leaves(row), checkpoint(row, size));
  }

  private static @Nullable List<Bytes> leaves(Row row) {
    try {
      return LeafBlock.decode(row.entries.toArray());
    } catch (JournalException e) {
      return null;
    }
  }

  private static @Nullable RawCheckpoint checkpoint(Row row, long size) {
    Bytes blob = row.checkpoint;
    if (blob == null) {
      return null;
    }
    if (blob.length() != CheckpointBlob.LENGTH) {
      // Kept, so that the verifier names it as a checkpoint that nobody signed.
      return new RawCheckpoint(zeros(32), zeros(4), zeros(64));
    }
    StoredCommit.Head head = CheckpointBlob.decode(new EpochId(zeros(16)), size, blob.toArray());
    return new RawCheckpoint(head.root(), head.keyHash(), head.signature());
  }

  @Override
  public @Nullable Tile tile(long epochNo, long index) {
    return file.read(
        "Reading the tree of",
        () -> {
          try (PreparedStatement select =
              file.connection()
                  .prepareStatement("SELECT nodes, counters FROM tiles WHERE id = ?")) {
            select.setLong(1, (epochNo << SqliteJournalStore.EPOCH_SHIFT) + index);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? tile(index, row) : null;
            }
          }
        });
  }

  private static @Nullable Tile tile(long index, ResultSet row) throws SQLException {
    try {
      return new Tile(index, HashList.decode(row.getBytes(1)), Counters.decode(row.getBytes(2)));
    } catch (JournalException | EntryFormatException e) {
      return null;
    }
  }

  @Override
  public long tiles() {
    return file.read("Reading", () -> file.number("SELECT count(*) FROM tiles"));
  }

  @Override
  public List<String> structureFaults() {
    return file.read(
        "Checking the structure of",
        () -> {
          List<String> faults = new ArrayList<>();
          try (Statement statement = file.connection().createStatement();
              ResultSet rows = statement.executeQuery("PRAGMA quick_check(10)")) {
            while (rows.next()) {
              if (!"ok".equals(rows.getString(1))) {
                faults.add(rows.getString(1));
              }
            }
          }
          return faults;
        });
  }

  private static Bytes bytes(byte @Nullable [] value) {
    return Bytes.owning(value == null ? new byte[0] : value);
  }

  private static Bytes zeros(int length) {
    return Bytes.owning(new byte[length]);
  }

  @Override
  public void close() {
    file.close();
  }
}
