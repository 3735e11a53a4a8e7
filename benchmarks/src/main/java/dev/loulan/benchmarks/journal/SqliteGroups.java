package dev.loulan.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Callers that wait together share a commit; nothing is hashed or signed. */
final class SqliteGroups implements DurableLog {
  private final SqliteTable table;
  private final GroupQueue queue;

  SqliteGroups(Path folder) throws SQLException {
    this.table = new SqliteTable(folder.resolve("groups.sqlite"));
    this.queue = new GroupQueue(table::commit);
  }

  @Override
  public void append(long i) throws Exception {
    queue.append(Records.plain(i));
  }

  @Override
  public void close() throws IOException {
    queue.close();
    table.close();
  }
}
