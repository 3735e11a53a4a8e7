package dev.loulan.sync.ledger.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables of the ledger's file. {@code definition} is the contract definition's name, {@code
 * collection} is empty for public state; keys order by their UTF-8 bytes.
 */
final class Schema {
  /** Marks the file as a Loulan ledger (SQLite's application id): "LLDG". */
  private static final int APPLICATION_ID = 0x4C4C4447;

  private static final int VERSION = 1;

  private Schema() {}

  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int application = number(statement, "PRAGMA application_id");
      int version = number(statement, "PRAGMA user_version");
      if (application == APPLICATION_ID && version == VERSION) {
        return;
      }
      if (application != 0
          || version != 0
          || number(statement, "SELECT count(*) FROM sqlite_schema") > 0) {
        throw new SQLException(
            "it is no ledger of format "
                + VERSION
                + " (application id "
                + application
                + ", version "
                + version
                + ")");
      }
      create(statement);
    }
  }

  private static void create(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    statement.execute(
        """
        CREATE TABLE state (
          definition TEXT NOT NULL, collection TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
          PRIMARY KEY (definition, collection, key)) WITHOUT ROWID, STRICT
        """);
    statement.execute(
        """
        CREATE TABLE event (
          number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, payload BLOB NOT NULL) STRICT
        """);
    statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    statement.execute("PRAGMA user_version = " + VERSION);
    statement.execute("COMMIT");
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
