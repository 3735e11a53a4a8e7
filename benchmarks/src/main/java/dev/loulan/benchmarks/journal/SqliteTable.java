package dev.loulan.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A table of bare records in SQLite: write-ahead log, fully synchronous, nothing signed. */
final class SqliteTable implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement insert;

  SqliteTable(Path file) throws SQLException {
    this.connection =
        DriverManager.getConnection("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE records(id INTEGER PRIMARY KEY, record BLOB NOT NULL)");
    }
    connection.setAutoCommit(false);
    this.insert = connection.prepareStatement("INSERT INTO records(record) VALUES(?)");
  }

  /** Inserts each in a row and commits once. */
  void commit(List<byte[]> records) throws SQLException {
    for (byte[] record : records) {
      insert.setBytes(1, record);
      insert.executeUpdate();
    }
    connection.commit();
  }

  @Override
  public void close() throws IOException {
    try {
      insert.close();
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
