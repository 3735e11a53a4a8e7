package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a file has exactly the tables, columns and marks of a journal, and whether it was meant
 * to be one.
 */
final class RawFormat {

  private static final int APPLICATION_ID_OFFSET = 68;

  private RawFormat() {}

  /** Refuses a database that has neither the mark nor the tables of a journal. */
  static void requireJournal(SqliteFile file) {
    boolean is =
        file.read(
            "Opening",
            () ->
                file.pragma("application_id") == SqliteJournalStore.APPLICATION_ID
                    || objects(file).stream().anyMatch(o -> o.startsWith("table commits ")));
    if (!is) {
      throw new JournalException(
          ErrorCode.NOT_A_JOURNAL, file.path() + " is a SQLite file of another kind");
    }
  }

  /** Whether the file's header says that it is a journal, though SQLite does not read it. */
  static boolean hasMark(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] header = in.readNBytes(APPLICATION_ID_OFFSET + Integer.BYTES);
      return header.length == APPLICATION_ID_OFFSET + Integer.BYTES
          && ByteBuffer.wrap(header).getInt(APPLICATION_ID_OFFSET)
              == SqliteJournalStore.APPLICATION_ID;
    } catch (IOException e) {
      return false;
    }
  }

  /** What differs; each as a sentence. */
  static List<String> faults(SqliteFile file) {
    return file.read(
        "Reading the tables of",
        () -> {
          List<String> faults = new ArrayList<>();
          long application = file.pragma("application_id");
          if (application != SqliteJournalStore.APPLICATION_ID) {
            faults.add("the file says application id " + application + " instead of a journal's");
          }
          long version = file.pragma("user_version");
          if (version != SqliteJournalStore.VERSION) {
            faults.add(
                "the file says table version "
                    + version
                    + ", this program knows version "
                    + SqliteJournalStore.VERSION
                    + "; it was altered, or a newer program wrote it and can verify it");
          }
          List<String> expected =
              SqliteJournalStore.SCHEMA.stream().map(RawFormat::described).sorted().toList();
          List<String> found = objects(file);
          expected.stream()
              .filter(o -> !found.contains(o))
              .forEach(o -> faults.add("missing: " + o));
          found.stream().filter(o -> !expected.contains(o)).forEach(o -> faults.add("added: " + o));
          return faults;
        });
  }

  private static String described(String create) {
    String name = create.substring("CREATE TABLE ".length(), create.indexOf('('));
    return "table " + name + " on " + name + ": " + create;
  }

  private static List<String> objects(SqliteFile file) throws SQLException {
    List<String> objects = new ArrayList<>();
    try (Statement statement = file.connection().createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT type, name, tbl_name, sql FROM sqlite_schema")) {
      while (rows.next()) {
        objects.add(
            rows.getString(1)
                + " "
                + rows.getString(2)
                + " on "
                + rows.getString(3)
                + ": "
                + rows.getString(4));
      }
    }
    objects.sort(String::compareTo);
    return objects;
  }
}
