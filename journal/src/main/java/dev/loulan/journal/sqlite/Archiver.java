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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves old commits out of a journal into compressed files beside it.
 *
 * <p>An archive is written, synced and read back before its rows go, in one transaction; a stop in
 * between leaves both, which harms nothing. The first and the last commit of an epoch stay, and so
 * do all tiles: opening, appending and proving what stays need no archive.
 */
public final class Archiver {

  /**
   * What may go.
   *
   * @param beforeMicros entries older than this, by their time
   * @param keepEntries so many of each epoch's last entries stay in any case
   */
  public record Policy(long beforeMicros, long keepEntries) {}

  private static final long BLOCK = 10_000;

  private final SqliteJournalStore store;
  private final JournalReader reader;
  private final Path journal;
  private final Archives archives;

  /** Works on a store opened for writing that nothing else writes meanwhile. */
  public Archiver(SqliteJournalStore store) {
    this.store = store;
    this.reader = new JournalReader(store);
    this.journal = store.file().path();
    this.archives = new Archives(journal);
  }

  /**
   * Archives what the policy lets go.
   *
   * @return the new files, none when nothing is old enough
   */
  public List<Path> run(Policy policy) {
    List<Path> files = new ArrayList<>();
    for (EpochId epoch : reader.epochs()) {
      long from = Math.max(archives.archivedTo(epoch), firstCommit(epoch));
      long to = lastGoing(epoch, from, policy);
      if (to > from) {
        files.add(archive(epoch, from, to));
      }
    }
    return files;
  }

  /** The end of the last commit that is wholly within whole tiles and old enough. */
  private long lastGoing(EpochId epoch, long from, Policy policy) {
    long size = reader.size(epoch);
    long limit = Math.min(size - 1, size - policy.keepEntries);
    limit -= limit % StoredCommit.Tile.ENTRIES;
    long young = from;
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
              try (PreparedStatement select = store.file().connection().prepareStatement(sql)) {
                select.setLong(1, base + from);
                select.setLong(2, base + to);
                try (ResultSet row = select.executeQuery()) {
                  return row.next() && row.getLong(1) > base ? row.getLong(1) - base : 0;
                }
              }
            });
  }

  private Path archive(EpochId epoch, long from, long to) {
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
    readBack(file, epoch, from, to);
    long base = store.base(epoch);
    store.file().write("Archiving entries of", () -> delete(base + from, base + to));
    return file;
  }

  /** The key that signs the checkpoints at this size. */
  private Bytes keyAt(EpochId epoch, long size) {
    Bytes key = Bytes.of(new byte[0]);
    for (long at = 0; at < size; at += BLOCK) {
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

  private void rows(EpochId epoch, long from, long to, Consumer<ArchiveFile.Commit> each) {
    long base = store.base(epoch);
    store
        .file()
        .read(
            "Reading",
            () -> {
              try (PreparedStatement select =
                  store
                      .file()
                      .connection()
                      .prepareStatement(
                          "SELECT id, entries, checkpoint FROM commits WHERE id > ? AND id <= ?"
                              + " ORDER BY id")) {
                select.setLong(1, base + from);
                select.setLong(2, base + to);
                try (ResultSet rows = select.executeQuery()) {
                  long count = 0;
                  while (rows.next()) {
                    each.accept(
                        new ArchiveFile.Commit(
                            rows.getLong(1) - base,
                            Bytes.of(rows.getBytes(2)),
                            Bytes.of(rows.getBytes(3))));
                    count++;
                  }
                  return count;
                }
              }
            });
  }

  /** Nothing goes before the archive was read and is the same. */
  private void readBack(Path file, EpochId epoch, long from, long to) {
    List<ArchiveFile.Commit> kept = new ArrayList<>();
    ArchiveFile.forEach(file, kept::add);
    int[] at = {0};
    rows(
        epoch,
        from,
        to,
        commit -> {
          if (at[0] >= kept.size() || !kept.get(at[0]++).equals(commit)) {
            throw new JournalException(
                ErrorCode.IO, "The archive " + file + " is not what was written; remove it");
          }
        });
  }

  private void delete(long after, long upTo) throws java.sql.SQLException {
    try (PreparedStatement delete =
        store
            .file()
            .connection()
            .prepareStatement("DELETE FROM commits WHERE id > ? AND id <= ?")) {
      delete.setLong(1, after);
      delete.setLong(2, upTo);
      delete.executeUpdate();
    }
  }
}
