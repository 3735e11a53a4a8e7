package dev.loulan.journal.sqlite;

import dev.loulan.journal.StoredCommit.Tile;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Moves the rows at the end that carry no checkpoint to the file {@code <journal>.set-aside}. They
 * are written there, and synced, before they are taken from the journal.
 */
final class SetAside {

  private static final int APPLICATION_ID = 0x4c6c5331;

  private final SqliteFile file;

  SetAside(SqliteFile file) {
    this.file = file;
  }

  /** How many entries were moved. */
  long run() {
    long last = file.read("Reading", this::lastCovered);
    return file.read("Reading", () -> uncovered(last)) == 0 ? 0 : move(last);
  }

  private long move(long last) {
    Path path = file.path().resolveSibling(file.path().getFileName() + ".set-aside");
    long[] moved = new long[1];
    try (SqliteFile aside =
        SqliteFile.write(
            path,
            APPLICATION_ID,
            1,
            "CREATE TABLE commits(no INTEGER PRIMARY KEY, id INTEGER NOT NULL, entries BLOB NOT NULL)")) {
      aside.write("Writing to", () -> moved[0] = copy(aside, last));
    }
    file.write(
        "Setting aside entries of",
        () -> {
          delete("DELETE FROM commits WHERE id > ?", last);
          long epoch = last >> SqliteJournalStore.EPOCH_SHIFT;
          long base = epoch << SqliteJournalStore.EPOCH_SHIFT;
          delete("DELETE FROM tiles WHERE id >= ?", base + (last - base) / Tile.ENTRIES);
          delete("DELETE FROM epochs WHERE no > ?", epoch);
        });
    return moved[0];
  }

  private long copy(SqliteFile aside, long last) throws SQLException {
    long moved = 0;
    try (PreparedStatement select =
            file.connection()
                .prepareStatement("SELECT id, entries FROM commits WHERE id > ? ORDER BY id");
        PreparedStatement insert =
            aside.connection().prepareStatement("INSERT INTO commits(id, entries) VALUES(?, ?)")) {
      select.setLong(1, last);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          insert.setLong(1, rows.getLong(1));
          insert.setBytes(2, rows.getBytes(2));
          insert.executeUpdate();
          moved += LeafBlock.decode(rows.getBytes(2)).size();
        }
      }
    }
    return moved;
  }

  private long lastCovered() throws SQLException {
    return file.number("SELECT coalesce(max(id), 0) FROM commits WHERE checkpoint IS NOT NULL");
  }

  private long uncovered(long last) throws SQLException {
    return file.number("SELECT count(*) FROM commits WHERE id > " + last);
  }

  private void delete(String sql, long id) throws SQLException {
    try (PreparedStatement delete = file.connection().prepareStatement(sql)) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }
}
