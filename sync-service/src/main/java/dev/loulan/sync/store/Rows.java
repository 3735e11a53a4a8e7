package dev.loulan.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A prepared statement with its values bound. */
final class Rows implements AutoCloseable {
  private final PreparedStatement statement;

  Rows(Connection connection, String sql, @Nullable Object... values) throws SQLException {
    statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  ResultSet query() throws SQLException {
    return statement.executeQuery();
  }

  int change() throws SQLException {
    return statement.executeUpdate();
  }

  void run() throws SQLException {
    statement.execute();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
