package dev.loulan.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * H2 with {@code CHECKPOINT SYNC} after each commit: without it, H2 says itself, a commit is no
 * promise that the disk has it. Callers take turns.
 */
final class H2Rows implements DurableLog {
  private final Connection connection;
  private final PreparedStatement insert;
  private final Statement checkpoint;

  H2Rows(Path folder) throws SQLException {
    this.connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("h2"));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE records(id BIGINT AUTO_INCREMENT PRIMARY KEY, record VARBINARY(1000))");
    }
    this.insert = connection.prepareStatement("INSERT INTO records(record) VALUES(?)");
    this.checkpoint = connection.createStatement();
  }

  @Override
  public synchronized void append(long i) throws SQLException {
    insert.setBytes(1, Records.plain(i));
    insert.executeUpdate();
    checkpoint.execute("CHECKPOINT SYNC");
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
