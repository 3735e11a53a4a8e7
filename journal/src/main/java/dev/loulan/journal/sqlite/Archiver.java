package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.JournalReader;
import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves old commits out of a journal into compressed files beside it.
 *
 * <p>Two steps, so that a journal can be written meanwhile: {@link #write} only reads the journal
 * and makes the files, {@link #drop} takes a few rows that are in a file from the journal. An
 * archive is written, synced and read back before its rows go; a stop in between leaves both, which
 * harms nothing, and the next run goes on there. The first and the last commit of an epoch stay,
 * and so do all tiles: opening, appending and proving what stays need no archive.
 */
public final class Archiver {

  /**
   * What may go: entries that are old, and the oldest of those beyond a size.
   *
   * @param beforeMicros entries older than this, by their time
   * @param keepBytes what the newest entries of an epoch may take whatever their age is not more
   *     than this; the older ones go
   * @param keepEntries so many of each epoch's last entries stay in any case
   */
  public record Policy(long beforeMicros, long keepBytes, long keepEntries) {}

  /**
   * Commits of the journal that lie in an archive as well.
   *
   * @param from size of the epoch before the first of them
   * @param to size of the epoch after the last
   */
  public record Archived(Path file, EpochId epoch, long from, long to) {}

  private static final long BLOCK = 1_000;

  /** Commits that are read or dropped at once, so that nobody who writes waits for long. */
  private static final int STEP = 200;

  private final SqliteJournalStore store;
  private final JournalReader reader;
  private final Path journal;
  private final Archives archives;

  /** Works on a store; for {@link #write} one opened for reading will do. */
  public Archiver(SqliteJournalStore store) {
    this.store = store;
    this.reader = new JournalReader(store);
    this.journal = store.file().path();
    this.archives = new Archives(journal);
  }

  /**
   * Archives what the policy lets go, in a journal that nobody else writes.
   *
   * @return the files, none when nothing is old enough
   */
  public List<Path> run(Policy policy) {
    List<Archived> written = write(policy);
    for (Archived archived : written) {
      while (drop(store, archived)) {}
    }
    return written.stream().map(Archived::file).toList();
  }

  /** Writes the archives that are due, and finds those whose rows are still in the journal. */
  public List<Archived> write(Policy policy) {
    List<Archived> files = new ArrayList<>();
    for (EpochId epoch : reader.epochs()) {
      long first = firstCommit(epoch);
      long archived = archives.archivedTo(epoch);
      if (archived > first && lastCommit(epoch, first, archived) > first) {
        files.addAll(leftOver(epoch, first));
      }
      long from = Math.max(archived, first);
      long to = lastGoing(epoch, from, policy);
      if (to > from) {
        files.add(archive(epoch, from, to));
      }
    }
    return files;
  }

  /**
   * Takes a few rows that are archived from the journal, in a transaction of its own.
   *
   * @param writing the store of whoever writes the journal
   * @return whether there may be more
   */
  public static boolean drop(SqliteJournalStore writing, Archived archived) {
    long base = writing.base(archived.epoch);
    long[] gone = new long[1];
    writing
        .file()
        .write(
            "Archiving entries of",
            () -> {
              try (PreparedStatement delete =
                  writing
                      .file()
                      .connection()
                      .prepareStatement(
                          "DELETE FROM commits WHERE id IN (SELECT id FROM commits"
                              + " WHERE id > ? AND id <= ? ORDER BY id LIMIT ?)")) {
                delete.setLong(1, base + archived.from);
                delete.setLong(2, base + archived.to);
                delete.setInt(3, STEP);
                gone[0] = delete.executeUpdate();
              }
            });
    return gone[0] == STEP;
  }

  private List<Archived> leftOver(EpochId epoch, long first) {
    List<Archived> found = new ArrayList<>();
    for (Archives.Archive archive : archives.of(epoch)) {
      long from = Math.max(first, archive.header().from());
      long to = archive.header().to();
      if (to > from && lastCommit(epoch, from, to) > from) {
        Archived archived = new Archived(archive.file(), epoch, from, to);
        readBack(archived);
        found.add(archived);
      }
    }
    return found;
  }

  /** The end of the last commit that is wholly within whole tiles and goes. */
  private long lastGoing(EpochId epoch, long from, Policy policy) {
    long size = reader.size(epoch);
    long limit = Math.min(size - 1, size - policy.keepEntries);
    limit -= limit % StoredCommit.Tile.ENTRIES;
    long young = Math.max(from, Math.min(limit, beyond(epoch, policy.keepBytes)));
    while (young < limit) {
      for (JournalEntry entry : reader.entries(epoch, young, Math.min(limit, young + BLOCK))) {
        if (entry.header().atMicros() >= policy.beforeMicros) {
          return lastCommit(epoch, from, entry.seq() - entry.seq() % StoredCommit.Tile.ENTRIES);
        }
        young++;
      }
    }
    return lastCommit(epoch, from, limit);
  }

  /** The size of the epoch after the newest commit that is beyond so many bytes of newer ones. */
  private long beyond(EpochId epoch, long keepBytes) {
    long base = store.base(epoch);
    return store
        .file()
        .read(
            "Measuring",
            () -> {
              try (PreparedStatement select =
                  prepare(
                      "SELECT id, length(entries) FROM commits WHERE id > ? AND id <= ?"
                          + " ORDER BY id DESC")) {
                select.setLong(1, base);
                select.setLong(2, base + (1L << 39));
                try (ResultSet rows = select.executeQuery()) {
                  long bytes = 0;
                  while (rows.next()) {
                    bytes += rows.getLong(2);
                    if (bytes > keepBytes) {
                      return rows.getLong(1) - base;
                    }
                  }
                  return 0L;
                }
              }
            });
  }

  private long firstCommit(EpochId epoch) {
    return size("SELECT min(id) FROM commits WHERE id > ? AND id <= ?", epoch, 0, 1L << 39);
  }

  private long lastCommit(EpochId epoch, long from, long upTo) {
    return upTo <= from
        ? from
        : Math.max(
            from, size("SELECT max(id) FROM commits WHERE id > ? AND id <= ?", epoch, from, upTo));
  }

  private long size(String sql, EpochId epoch, long from, long to) {
    long base = store.base(epoch);
    return store
        .file()
        .read(
            "Reading",
            () -> {
              try (PreparedStatement select = prepare(sql)) {
                select.setLong(1, base + from);
                select.setLong(2, base + to);
                try (ResultSet row = select.executeQuery()) {
                  return row.next() && row.getLong(1) > base ? row.getLong(1) - base : 0;
                }
              }
            });
  }

  private Archived archive(EpochId epoch, long from, long to) {
    JournalReader.State state = reader.stateAt(epoch, from);
    ArchiveFile.Header header =
        new ArchiveFile.Header(
            epoch,
            reader.head(epoch).device(),
            from,
            to,
            Bytes.of(state.frontier().encode()),
            Bytes.of(state.counters().encode()),
            keyAt(epoch, from));
    Path file = journal.resolveSibling(ArchiveFile.name(journal, header));
    if (!Files.exists(file)) {
      ArchiveFile.write(file, header, each -> rows(epoch, from, to, each));
    }
    Archived archived = new Archived(file, epoch, from, to);
    readBack(archived);
    return archived;
  }

  /** The key that signs the checkpoints at this size; the last archive says what it was there. */
  private Bytes keyAt(EpochId epoch, long size) {
    Optional<ArchiveFile.Header> last = archives.lastBefore(epoch, size);
    Bytes key = last.map(ArchiveFile.Header::publicKey).orElse(Bytes.of(new byte[0]));
    long begin = last.map(ArchiveFile.Header::from).orElse(0L);
    for (long at = begin; at < size; at += BLOCK) {
      for (JournalEntry entry : reader.entries(epoch, at, Math.min(size, at + BLOCK))) {
        key =
            switch (entry.body()) {
              case EpochOpened opened -> opened.publicKey();
              case KeyChange change -> change.newPublicKey();
              default -> key;
            };
      }
    }
    return key;
  }

  /** Reads in steps: a reader that stays makes the write-ahead log grow. */
  private void rows(EpochId epoch, long from, long to, Consumer<ArchiveFile.Commit> each) {
    long next = from;
    for (List<ArchiveFile.Commit> some = some(epoch, next, to);
        !some.isEmpty();
        some = some(epoch, next, to)) {
      some.forEach(each);
      next = some.getLast().size();
    }
  }

  private List<ArchiveFile.Commit> some(EpochId epoch, long from, long to) {
    long base = store.base(epoch);
    return store
        .file()
        .read(
            "Reading",
            () -> {
              try (PreparedStatement select =
                  prepare(
                      "SELECT id, entries, checkpoint FROM commits WHERE id > ? AND id <= ?"
                          + " ORDER BY id LIMIT ?")) {
                select.setLong(1, base + from);
                select.setLong(2, base + to);
                select.setInt(3, STEP);
                try (ResultSet rows = select.executeQuery()) {
                  List<ArchiveFile.Commit> some = new ArrayList<>();
                  while (rows.next()) {
                    some.add(
                        new ArchiveFile.Commit(
                            rows.getLong(1) - base,
                            Bytes.of(rows.getBytes(2)),
                            Bytes.of(rows.getBytes(3))));
                  }
                  return some;
                }
              }
            });
  }

  /** Nothing goes before the archive was read and holds what the journal still has. */
  private void readBack(Archived archived) {
    Rows journalRows = new Rows(archived);
    ArchiveFile.forEach(archived.file, journalRows::passBy);
    if (!journalRows.areAllSeen()) {
      throw new JournalException(
          ErrorCode.IO, "The archive " + archived.file + " is not what was written; remove it");
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return store.file().connection().prepareStatement(sql);
  }

  /** The rows of a stretch beside the commits of its archive, of which the first may be gone. */
  private final class Rows {
    private final Archived archived;
    private List<ArchiveFile.Commit> some;
    private int at;

    Rows(Archived archived) {
      this.archived = archived;
      this.some = some(archived.epoch, archived.from, archived.to);
    }

    void passBy(ArchiveFile.Commit commit) {
      if (!areAllSeen() && some.get(at).equals(commit)) {
        at++;
        if (at == some.size()) {
          some = some(archived.epoch, commit.size(), archived.to);
          at = 0;
        }
      }
    }

    boolean areAllSeen() {
      return some.isEmpty();
    }
  }
}
