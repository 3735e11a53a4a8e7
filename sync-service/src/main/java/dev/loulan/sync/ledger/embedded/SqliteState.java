package dev.loulan.sync.ledger.embedded;

import dev.loulan.contract.Definition;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.sync.publicstate.LedgerWrite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** State of one definition within the transaction that is open on the connection. */
final class SqliteState implements StatePort {
  private static final byte[] MISSING = {};
  private static final String PUBLIC = "";

  private final Connection connection;
  private final Definition definition;
  private final Consumer<LedgerWrite> listener;

  /** {@code listener} hears of each public write, before it is committed. */
  SqliteState(Connection connection, Definition definition, Consumer<LedgerWrite> listener) {
    this.connection = connection;
    this.definition = definition;
    this.listener = listener;
  }

  /** The file failed within a call; the ledger rolls back and reports it. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(SQLException cause) {
      super(cause.getMessage(), cause);
    }
  }

  @Override
  public byte[] get(String key) {
    return getPrivate(PUBLIC, key);
  }

  @Override
  public byte[] getPrivate(String collection, String key) {
    try (PreparedStatement query =
        prepare("SELECT value FROM state WHERE definition = ? AND collection = ? AND key = ?")) {
      bind(query, collection, key);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getBytes(1) : MISSING;
      }
    } catch (SQLException e) {
      throw new Failure(e);
    }
  }

  @Override
  public List<Row> range(String from, String to) {
    try (PreparedStatement query =
        prepare(
            "SELECT key, value FROM state WHERE definition = ? AND collection = ?"
                + " AND key >= ? AND key < ? ORDER BY key")) {
      bind(query, PUBLIC, from);
      query.setString(4, to);
      try (ResultSet rows = query.executeQuery()) {
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
          found.add(new Row(rows.getString(1), rows.getBytes(2)));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new Failure(e);
    }
  }

  @Override
  public void put(String key, byte[] value) {
    putPrivate(PUBLIC, key, value);
    listener.accept(new LedgerWrite(definition, PUBLIC, key, value));
  }

  @Override
  public void putPrivate(String collection, String key, byte[] value) {
    try (PreparedStatement update =
        prepare(
            "INSERT INTO state (definition, collection, key, value) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET value = excluded.value")) {
      bind(update, collection, key);
      update.setBytes(4, value);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new Failure(e);
    }
  }

  @Override
  public void delete(String key) {
    try (PreparedStatement update =
        prepare("DELETE FROM state WHERE definition = ? AND collection = ? AND key = ?")) {
      bind(update, PUBLIC, key);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new Failure(e);
    }
    listener.accept(new LedgerWrite(definition, PUBLIC, key, MISSING));
  }

  @Override
  public void emit(String event, byte[] payload) {
    try (PreparedStatement insert = prepare("INSERT INTO event (name, payload) VALUES (?, ?)")) {
      insert.setString(1, event);
      insert.setBytes(2, payload);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new Failure(e);
    }
  }

  @Override
  public StateReader readerOf(Definition other) {
    return new SqliteState(connection, other, listener);
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  private void bind(PreparedStatement statement, String collection, String key)
      throws SQLException {
    statement.setString(1, definition.name());
    statement.setString(2, collection);
    statement.setString(3, key);
  }
}
