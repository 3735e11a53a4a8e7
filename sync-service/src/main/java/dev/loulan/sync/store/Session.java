package dev.loulan.sync.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements within one transaction. Values are text, long, int, bytes or null. */
public final class Session {
  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Runs one statement and returns the number of rows that it changed. */
  public int change(String sql, @Nullable Object... values) throws SQLException {
    try (Rows rows = new Rows(connection, sql, values)) {
      return rows.change();
    }
  }

  public <T> List<T> all(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
    try (Rows rows = new Rows(connection, sql, values);
        ResultSet result = rows.query()) {
      List<T> found = new ArrayList<>();
      while (result.next()) {
        found.add(row.read(result));
      }
      return found;
    }
  }

  public <T> Optional<T> first(Row<T> row, String sql, @Nullable Object... values)
      throws SQLException {
    try (Rows rows = new Rows(connection, sql, values);
        ResultSet result = rows.query()) {
      return result.next() ? Optional.of(row.read(result)) : Optional.empty();
    }
  }

  /** The one number that the query asks for; 0 when there is no row. */
  public long number(String sql, @Nullable Object... values) throws SQLException {
    return first(row -> row.getLong(1), sql, values).orElse(0L);
  }

  /** How a row becomes a value. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
