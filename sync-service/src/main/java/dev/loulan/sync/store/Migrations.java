package dev.loulan.sync.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a file holds and how it came to be.
 *
 * @param applicationId four letters that mark the file's kind (SQLite's application id)
 * @param steps one script for each format version, the first makes the empty file; statements are
 *     parted by blank lines; a released step never changes
 */
public record Migrations(int applicationId, List<String> steps) {

  public Migrations {
    steps = List.copyOf(steps);
  }

  void apply(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int application = number(statement, "PRAGMA application_id");
      int version = number(statement, "PRAGMA user_version");
      boolean ours = application == applicationId || (application == 0 && version == 0);
      if (!ours || version > steps.size()) {
        throw new SQLException(
            "it has application id %d and format %d, this program knows %d up to format %d"
                .formatted(application, version, applicationId, steps.size()));
      }
      for (int step = version; step < steps.size(); step++) {
        run(statement, step);
      }
    }
  }

  private void run(Statement statement, int step) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    for (String sql : steps.get(step).split("\n\\s*\n", -1)) {
      statement.execute(sql);
    }
    statement.execute("PRAGMA application_id = " + applicationId);
    statement.execute("PRAGMA user_version = " + (step + 1));
    statement.execute("COMMIT");
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
