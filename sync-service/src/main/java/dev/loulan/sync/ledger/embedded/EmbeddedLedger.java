package dev.loulan.sync.ledger.embedded;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Definition;
import dev.loulan.contract.Reply;
import dev.loulan.contract.core.Contract;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.sync.ledger.LedgerFollower;
import dev.loulan.sync.publicstate.LedgerWrite;
import dev.loulan.sync.publicstate.PublicState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The contract over one SQLite file (WAL, synchronous FULL). Each call is one transaction: when
 * {@link #invoke} returns, all its writes and events are on disk; when it throws, none is.
 *
 * <p>Survives a crash or power cut at any moment. One process may have the file open for writing.
 */
public final class EmbeddedLedger implements AutoCloseable {
  private static final int EVENTS = 1_000;
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final Path file;
  private final Contract contract = new Contract();
  private final Connection connection;
  private final List<EmbeddedFollower> followers = new ArrayList<>();

  private EmbeddedLedger(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the ledger, and makes it when the file is new.
   *
   * @throws LedgerStoreException when the file cannot be opened or is no ledger
   */
  public static EmbeddedLedger open(Path file) {
    try {
      Connection connection =
          DriverManager.getConnection(
              "jdbc:sqlite:"
                  + file
                  + "?journal_mode=WAL&synchronous=FULL&busy_timeout="
                  + BUSY_TIMEOUT_MILLIS);
      Schema.prepare(connection);
      return new EmbeddedLedger(file, connection);
    } catch (SQLException e) {
      throw new LedgerStoreException("Cannot open the ledger " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Carries out a call as one transaction.
   *
   * @throws ContractException when the contract does not accept the call; nothing is written
   * @throws LedgerStoreException when the file fails; nothing is written
   */
  public Reply invoke(Caller caller, ContractCall call) {
    return transaction(caller, call, call.function().writes());
  }

  /**
   * Answers what a call would, and writes nothing.
   *
   * @throws ContractException when the contract does not accept the call
   * @throws LedgerStoreException when the file fails
   */
  public Reply ask(Caller caller, ContractCall call) {
    return transaction(caller, call, false);
  }

  /** Hears of each public write that is committed from now on. */
  public synchronized LedgerFollower follower() {
    EmbeddedFollower follower = new EmbeddedFollower();
    followers.add(follower);
    return follower;
  }

  private synchronized Reply transaction(Caller caller, ContractCall call, boolean keep) {
    try {
      execute("BEGIN IMMEDIATE");
      boolean ended = false;
      try {
        List<LedgerWrite> writes = new ArrayList<>();
        Reply reply = run(caller, call, writes);
        execute(keep ? "COMMIT" : "ROLLBACK");
        ended = true;
        if (keep) {
          followers.forEach(follower -> follower.committed(writes));
        }
        return reply;
      } finally {
        if (!ended) {
          execute("ROLLBACK");
        }
      }
    } catch (SQLException | SqliteState.Failure e) {
      throw new LedgerStoreException(
          "Cannot run " + call.function().word() + " on the ledger " + file + ": " + e.getMessage(),
          e);
    }
  }

  /** The events after a number, at most {@code limit}, oldest first. */
  public synchronized List<LedgerEvent> eventsAfter(long number, int limit) {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT number, name, payload FROM event WHERE number > ? ORDER BY number LIMIT ?")) {
      query.setLong(1, number);
      query.setInt(2, limit);
      try (ResultSet rows = query.executeQuery()) {
        List<LedgerEvent> events = new ArrayList<>();
        while (rows.next()) {
          events.add(new LedgerEvent(rows.getLong(1), rows.getString(2), rows.getBytes(3)));
        }
        return events;
      }
    } catch (SQLException e) {
      throw new LedgerStoreException("Cannot read events of the ledger " + file, e);
    }
  }

  /** Everything public that the contract stored, for an audit. */
  public synchronized PublicState publicState() {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT definition, key, value FROM state WHERE collection = ''");
        ResultSet rows = query.executeQuery()) {
      PublicState state = new PublicState();
      while (rows.next()) {
        state.put(Definition.valueOf(rows.getString(1)), rows.getString(2), rows.getBytes(3));
      }
      return state;
    } catch (SQLException e) {
      throw new LedgerStoreException("Cannot read the ledger " + file, e);
    }
  }

  /**
   * What the contract wrote with each batch, in the order of the ledger: its device, its public and
   * its private part, the days that it closed.
   */
  public void follow(Consumer<List<LedgerWrite>> listener) {
    List<LedgerWrite> transaction = new ArrayList<>();
    List<LedgerEvent> events = eventsAfter(0, EVENTS);
    while (!events.isEmpty()) {
      for (LedgerEvent event : events) {
        transaction.addAll(writes(event));
        // The contract announces a batch last, after the days that it closes.
        if (event.name().equals("BatchAccepted")) {
          listener.accept(List.copyOf(transaction));
          transaction.clear();
        }
      }
      events = eventsAfter(events.getLast().number(), EVENTS);
    }
  }

  private List<LedgerWrite> writes(LedgerEvent event) {
    Fields fields = Fields.of(JsonReader.read(event.payload()), event.name());
    return switch (event.name()) {
      case "BatchAccepted" -> {
        String batch =
            Key.of(
                "batch",
                fields.text("deviceId"),
                fields.text("epoch"),
                Key.index(fields.integer("from")));
        yield List.of(
            write("", Key.of("device", fields.text("deviceId"))),
            write("", batch),
            write(Documents.TRADE, batch));
      }
      case "DayClosed" ->
          List.of(write("", Key.of("day", fields.text("day"), fields.text("deviceId"))));
      default -> List.of();
    };
  }

  private synchronized LedgerWrite write(String collection, String key) {
    SqliteState state = new SqliteState(connection, Definition.SALES, _ -> {});
    byte[] value = collection.isEmpty() ? state.get(key) : state.getPrivate(collection, key);
    return new LedgerWrite(Definition.SALES, collection, key, value);
  }

  /** Writes a consistent copy to a file that does not exist yet; calls go on meanwhile. */
  public synchronized void backupTo(Path copy) {
    try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new LedgerStoreException("Cannot copy the ledger " + file + " to " + copy, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LedgerStoreException("Cannot close the ledger " + file, e);
    }
  }

  private Reply run(Caller caller, ContractCall call, List<LedgerWrite> writes) {
    SqliteState state = new SqliteState(connection, call.function().definition(), writes::add);
    return contract.invoke(
        state, caller, call.function().word(), call.args(), call.transientData());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
