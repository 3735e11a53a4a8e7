package dev.loulan.benchmarks.journal;

import java.nio.file.Path;

/** What is compared. */
enum Subject {
  OURS("ours"),
  SQLITE_ROWS("SQLite, one row a commit"),
  SQLITE_GROUPS("SQLite, group commit"),
  H2("H2, checkpoint sync"),
  PAHO("Paho file persistence"),
  RAW("raw log, chained and signed");

  private final String title;

  Subject(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** A fresh one in an empty folder. */
  DurableLog open(Path folder) throws Exception {
    return switch (this) {
      case OURS -> new OurJournal(folder);
      case SQLITE_ROWS -> new SqliteRows(folder);
      case SQLITE_GROUPS -> new SqliteGroups(folder);
      case H2 -> new H2Rows(folder);
      case PAHO -> new PahoFiles(folder);
      case RAW -> new RawLog(folder);
    };
  }
}
