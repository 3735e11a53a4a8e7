package dev.loulan.sync.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One database file in WAL mode with synchronous FULL: one writer connection, one reader
 * connection. What {@link #write} did is on disk when it returns; when it throws, nothing of it is.
 */
public final class SqliteFile implements AutoCloseable {
  private final Path file;
  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();

  private SqliteFile(Path file, Connection writer, Connection reader) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Opens the file, makes it when it is new, and brings it to the newest format.
   *
   * @throws StoreException when it cannot be opened or is a file of another kind
   */
  public static SqliteFile open(Path file, Migrations migrations) {
    makePrivate(file);
    try {
      Connection writer = connect(file);
      migrations.apply(writer);
      return new SqliteFile(file, writer, connect(file));
    } catch (SQLException e) {
      throw new StoreException(
          "The database %s cannot be opened: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** SQLite gives its side files the rights of the database, so a new one is its owner's only. */
  private static void makePrivate(Path file) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException | UnsupportedOperationException e) {
      // It exists, or opening it says what is wrong.
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
  }

  /** Runs the work as one transaction that may write. */
  public <T> T write(Work<T> work) {
    writing.lock();
    try {
      return transaction(writer, "BEGIN IMMEDIATE", work);
    } catch (SQLException e) {
      throw failed("written", e);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Runs the work on one consistent state; keep it short, for an open reader makes the file grow.
   */
  public <T> T read(Work<T> work) {
    reading.lock();
    try {
      return transaction(reader, "BEGIN", work);
    } catch (SQLException e) {
      throw failed("read", e);
    } finally {
      reading.unlock();
    }
  }

  /** Writes a consistent copy to a file that does not exist yet; others go on meanwhile. */
  public void copyTo(Path copy) {
    reading.lock();
    try (Rows rows = new Rows(reader, "VACUUM INTO ?", copy.toString())) {
      rows.run();
    } catch (SQLException e) {
      throw failed("copied", e);
    } finally {
      reading.unlock();
    }
  }

  private static <T> T transaction(Connection connection, String begin, Work<T> work)
      throws SQLException {
    execute(connection, begin);
    boolean done = false;
    try {
      T result = work.run(new Session(connection));
      execute(connection, "COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        execute(connection, "ROLLBACK");
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private StoreException failed(String what, SQLException e) {
    return new StoreException(
        "The database %s cannot be %s: %s. Check free space and the file's owner."
            .formatted(file, what, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw failed("closed", e);
    }
  }

  /** What runs inside a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Session session) throws SQLException;
  }
}
