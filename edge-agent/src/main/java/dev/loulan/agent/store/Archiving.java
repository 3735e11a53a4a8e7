package dev.loulan.agent.store;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalWriter;
import dev.loulan.journal.sqlite.Archiver;
import dev.loulan.journal.sqlite.SqliteJournalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Moves old entries of a journal that is being written into archives beside it. The files are made
 * beside the writer; what they hold goes from the journal a few rows at a time, between two
 * commits.
 */
public final class Archiving {

  /**
   * What may stay.
   *
   * @param youngerThan entries that are older go
   * @param keepBytes beyond which the oldest go, however young
   * @param keepEntries so many of the last stay in any case: those that a boot reads back
   */
  public record Retention(Duration youngerThan, long keepBytes, long keepEntries) {}

  private final Path journal;
  private final SqliteJournalStore store;
  private final JournalWriter writer;
  private final Retention retention;
  private final InstantSource clock;

  /**
   * Archives of a journal.
   *
   * @param store that the writer writes
   */
  public Archiving(
      Path journal,
      SqliteJournalStore store,
      JournalWriter writer,
      Retention retention,
      InstantSource clock) {
    this.journal = journal;
    this.store = store;
    this.writer = writer;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Archives what is due.
   *
   * @return the archives that took something
   * @throws JournalException when a file could not be written or the journal takes nothing; nothing
   *     is lost, and the next time goes on from there
   */
  public List<Path> run() {
    List<Path> files = new ArrayList<>();
    long before = clock.instant().minus(retention.youngerThan).toEpochMilli() * 1_000;
    try (SqliteJournalStore reading = SqliteJournalStore.openReadOnly(journal)) {
      Archiver.Policy policy =
          new Archiver.Policy(before, retention.keepBytes, retention.keepEntries);
      for (Archiver.Archived part : new Archiver(reading).write(policy)) {
        drop(part);
        files.add(part.file());
      }
    }
    return files;
  }

  private void drop(Archiver.Archived part) {
    try {
      boolean more = true;
      while (more) {
        more = writer.between(_ -> Archiver.drop(store, part)).join();
      }
    } catch (CompletionException e) {
      throw e.getCause() instanceof JournalException failed
          ? new JournalException(failed.code(), String.valueOf(failed.getMessage()), failed)
          : e;
    }
  }
}
