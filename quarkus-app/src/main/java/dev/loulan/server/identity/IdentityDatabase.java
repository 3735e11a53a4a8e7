package dev.loulan.server.identity;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * The file {@code identity.db}: claims, certificates, accounts, sessions and links. Secrets are
 * kept as hashes only. One connection, one call at a time; each call is durable when it returns.
 */
public final class IdentityDatabase implements AutoCloseable {
  private static final String[] SCHEMA = {
    """
    CREATE TABLE IF NOT EXISTS claim (
      device TEXT PRIMARY KEY, code_hash TEXT NOT NULL, expires INTEGER NOT NULL, bound_key TEXT
    ) STRICT\
    """,
    """
    CREATE TABLE IF NOT EXISTS certificate (
      fingerprint TEXT PRIMARY KEY, device TEXT NOT NULL, not_after INTEGER NOT NULL, revoked_at INTEGER
    ) STRICT\
    """,
    """
    CREATE TABLE IF NOT EXISTS party_certificate (
      party TEXT PRIMARY KEY, key_id TEXT NOT NULL, pem TEXT NOT NULL
    ) STRICT\
    """,
    "CREATE INDEX IF NOT EXISTS certificate_device ON certificate (device)",
    """
    CREATE TABLE IF NOT EXISTS account (
      name TEXT PRIMARY KEY, role TEXT NOT NULL, party TEXT, password TEXT
    ) STRICT\
    """,
    """
    CREATE TABLE IF NOT EXISTS session (
      token_hash TEXT PRIMARY KEY, account TEXT NOT NULL, csrf TEXT NOT NULL, expires INTEGER NOT NULL
    ) STRICT\
    """,
    """
    CREATE TABLE IF NOT EXISTS link (
      token_hash TEXT PRIMARY KEY, account TEXT NOT NULL, expires INTEGER NOT NULL
    ) STRICT\
    """,
  };

  private final Path file;
  private final Connection connection;

  private IdentityDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  public static IdentityDatabase open(Path file) {
    try {
      Connection connection =
          JDBC.createConnection(
              "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000",
              new Properties());
      try (Statement statement = connection.createStatement()) {
        for (String sql : SCHEMA) {
          statement.execute(sql);
        }
      }
      return new IdentityDatabase(file, connection);
    } catch (SQLException e) {
      throw new IdentityException(
          "The identity database %s could not be opened: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** Runs one statement and returns the number of rows that it changed. */
  synchronized int change(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Reads the first row, or nothing. */
  synchronized <T> Optional<T> first(Row<T> row, String sql, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? Optional.of(row.read(result)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** How a row becomes a value. */
  interface Row<T> {
    T read(ResultSet result) throws SQLException;
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private IdentityException failed(SQLException e) {
    return new IdentityException(
        "The identity database %s failed: %s. Check free space and the file's owner."
            .formatted(file, e.getMessage()),
        e);
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
