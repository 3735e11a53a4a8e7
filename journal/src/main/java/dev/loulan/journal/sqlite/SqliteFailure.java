package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Says what SQLite reports in the journal's words. */
final class SqliteFailure {

  private SqliteFailure() {}

  static JournalException of(String tried, Path file, SQLException cause) {
    ErrorCode code = code(cause);
    return new JournalException(
        code, tried + " " + file + " failed: " + explain(code) + " (" + name(cause) + ")", cause);
  }

  private static String explain(ErrorCode code) {
    return switch (code) {
      case STORE_FULL -> "the file system is full. Free space, then open it again";
      case READ_ONLY -> "the file or its folder cannot be written or opened. Check its permissions";
      case CORRUPT -> "the file is damaged. Run 'journal verify', then restore it from a backup";
      case IN_USE -> "another program is writing it. Stop that one first";
      case NOT_A_JOURNAL -> "it is no SQLite file. Name another one";
      case IO -> "the device did not read or write. Check the disk";
      case SIGNER, CLOSED -> "it is closed";
    };
  }

  private static ErrorCode code(SQLException cause) {
    if (!(cause instanceof SQLiteException sqlite)) {
      return ErrorCode.IO;
    }
    String name = sqlite.getResultCode().name();
    if (name.equals("SQLITE_FULL") || name.startsWith("SQLITE_IOERR_SHM")) {
      // The index of the write-ahead log is grown by mapping, which reports a full disk as its own.
      return ErrorCode.STORE_FULL;
    }
    if (name.startsWith("SQLITE_READONLY")
        || name.startsWith("SQLITE_CANTOPEN")
        || name.startsWith("SQLITE_PERM")
        || name.startsWith("SQLITE_AUTH")) {
      return ErrorCode.READ_ONLY;
    }
    if (name.startsWith("SQLITE_CORRUPT")) {
      return ErrorCode.CORRUPT;
    }
    if (name.startsWith("SQLITE_NOTADB")) {
      return ErrorCode.NOT_A_JOURNAL;
    }
    return name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")
        ? ErrorCode.IN_USE
        : ErrorCode.IO;
  }

  private static String name(SQLException cause) {
    return cause instanceof SQLiteException sqlite
        ? sqlite.getResultCode().name()
        : String.valueOf(cause.getMessage());
  }
}
