package dev.loulan.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** One row, one commit: what a program does that does not think about it. Callers take turns. */
final class SqliteRows implements DurableLog {
  private final SqliteTable table;

  SqliteRows(Path folder) throws SQLException {
    this.table = new SqliteTable(folder.resolve("rows.sqlite"));
  }

  @Override
  public synchronized void append(long i) throws SQLException {
    table.commit(List.of(Records.plain(i)));
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
