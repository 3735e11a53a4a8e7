package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** One connection to one SQLite file, with the settings on which durability rests. */
final class SqliteFile implements AutoCloseable {

  /** What is to be done inside a transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /** What is to be read. */
  @FunctionalInterface
  interface Query<T extends @Nullable Object> {
    T read() throws SQLException;
  }

  private final Path path;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private SqliteFile(Path path, Connection connection) {
    this.path = path;
    this.connection = connection;
  }

  /**
   * Opens a file for writing, or makes it.
   *
   * @param applicationId marks the kind of file in SQLite's header
   * @param version of the tables
   * @param schema statements that make the tables of a new file
   */
  static SqliteFile write(Path path, int applicationId, int version, String... schema) {
    return write(path, false, applicationId, version, schema);
  }

  /** As {@link #write}; a file made here gives space back when rows go. */
  static SqliteFile writeShrinking(Path path, int applicationId, int version, String... schema) {
    return write(path, true, applicationId, version, schema);
  }

  private static SqliteFile write(
      Path path, boolean shrinks, int applicationId, int version, String... schema) {
    makePrivate(path);
    SqliteFile file = connect(path, "");
    try {
      file.execute("PRAGMA busy_timeout=2000");
      boolean fresh = file.isEmpty();
      if (fresh && shrinks) {
        // Before the first page is written; later it would take a copy of the whole file.
        file.execute("PRAGMA auto_vacuum=INCREMENTAL");
      }
      if (!fresh) {
        file.checkKind(applicationId, version);
      }
      file.execute("PRAGMA journal_mode=WAL");
      file.execute("PRAGMA synchronous=FULL");
      if (fresh) {
        file.transaction(() -> {
          for (String statement : schema) {
            file.execute(statement);
          }
          file.execute("PRAGMA application_id=" + applicationId);
          file.execute("PRAGMA user_version=" + version);
        });
      }
      return file;
    } catch (SQLException e) {
      file.close();
      throw SqliteFailure.of("Opening", path, e);
    } catch (JournalException e) {
      file.close();
      throw e;
    }
  }

  /** Opens a file for reading only; a file that nobody has open is not touched in any way. */
  static SqliteFile read(Path path, int applicationId, int version) {
    SqliteFile file = readAny(path);
    try {
      file.checkKind(applicationId, version);
      return file;
    } catch (SQLException e) {
      file.close();
      throw SqliteFailure.of("Opening", path, e);
    } catch (JournalException e) {
      file.close();
      throw e;
    }
  }

  /** Opens any SQLite file for reading only, also one that says it is of another kind. */
  static SqliteFile readAny(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new JournalException(
          ErrorCode.NOT_A_JOURNAL, "There is no file " + path + " to read a journal from");
    }
    boolean open = Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
    SqliteFile file = connect(path, open ? "?mode=ro" : "?mode=ro&immutable=1");
    try {
      file.execute("PRAGMA busy_timeout=2000");
      // Otherwise SQLite shows nothing at all of a file that was cut, not even what is whole.
      file.execute("PRAGMA writable_schema=ON");
      return file;
    } catch (SQLException e) {
      file.close();
      throw SqliteFailure.of("Opening", path, e);
    }
  }

  /**
   * Makes a file that is its owner's only. SQLite gives its side files the rights of the database.
   */
  static void makePrivate(Path path) {
    try {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException | UnsupportedOperationException e) {
      // It exists, or opening it says what is wrong.
    }
  }

  private static SqliteFile connect(Path path, String options) {
    String uri = path.toAbsolutePath().toUri().getRawPath();
    try {
      // Not through DriverManager: it finds no driver in a native program.
      return new SqliteFile(
          path, JDBC.createConnection("jdbc:sqlite:file:" + uri + options, settings()));
    } catch (SQLException e) {
      throw SqliteFailure.of("Opening", path, e);
    }
  }

  /** Otherwise the driver prepares and runs a query for the row's number after each insert. */
  private static Properties settings() {
    Properties settings = new Properties();
    settings.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
    return settings;
  }

  /**
   * Whether nothing was ever kept in the file: the power may have gone after SQLite made it and
   * before the tables were there.
   */
  private boolean isEmpty() throws SQLException {
    if (pragma("page_count") == 0) {
      return true;
    }
    return pragma("application_id") == 0
        && pragma("user_version") == 0
        && number("SELECT count(*) FROM sqlite_schema") == 0;
  }

  private void checkKind(int applicationId, int version) throws SQLException {
    long found = pragma("application_id");
    if (found != applicationId) {
      throw new JournalException(
          ErrorCode.NOT_A_JOURNAL,
          path
              + " is a SQLite file of another kind (application id "
              + found
              + ", expected "
              + applicationId
              + ")");
    }
    long foundVersion = pragma("user_version");
    if (foundVersion != version) {
      throw new JournalException(
          ErrorCode.NOT_A_JOURNAL,
          path
              + " has table version "
              + foundVersion
              + "; this program reads version "
              + version
              + ". Use the program that wrote it, or a newer one");
    }
  }

  Path path() {
    return path;
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long pragma(String name) throws SQLException {
    return number("PRAGMA " + name);
  }

  /** The first column of a query's first row; 0 when there is none. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** A statement that is prepared once and lives as long as the file is open. */
  PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  /** All or nothing, synced when it returns. */
  void transaction(Work work) throws SQLException {
    prepared("BEGIN IMMEDIATE").executeUpdate();
    boolean done = false;
    try {
      work.run();
      prepared("COMMIT").executeUpdate();
      done = true;
    } finally {
      if (!done) {
        forgetPrepared();
        rollBack();
      }
    }
  }

  /** The driver does not run a statement again that has failed. */
  private void forgetPrepared() {
    for (PreparedStatement statement : prepared.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        System.getLogger(SqliteFile.class.getName())
            .log(System.Logger.Level.DEBUG, "A statement of {0} was closed already", path);
      }
    }
    prepared.clear();
  }

  /** Runs a transaction and says its failure in the journal's words. */
  void write(String tried, Work work) {
    try {
      transaction(work);
    } catch (SQLException e) {
      throw SqliteFailure.of(tried, path, e);
    }
  }

  /**
   * Runs one statement, which SQLite makes a transaction of its own: all or nothing, synced when it
   * returns, and in two calls less.
   */
  void writeOne(String tried, Work statement) {
    try {
      statement.run();
    } catch (SQLException e) {
      forgetPrepared();
      throw SqliteFailure.of(tried, path, e);
    }
  }

  <T extends @Nullable Object> T read(String tried, Query<T> query) {
    try {
      return query.read();
    } catch (SQLException e) {
      throw SqliteFailure.of(tried, path, e);
    }
  }

  /** SQLite itself rolls back after some failures; then there is nothing left to roll back. */
  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      System.getLogger(SqliteFile.class.getName())
          .log(System.Logger.Level.DEBUG, "Nothing to roll back in {0}", path);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw SqliteFailure.of("Closing", path, e);
    }
  }
}
