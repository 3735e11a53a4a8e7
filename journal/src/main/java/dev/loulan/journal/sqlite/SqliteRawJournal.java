package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.StoredCommit.Tile;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.sqlite.SqliteJournalStore.CheckpointBlob;
import dev.loulan.journal.verify.RawJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A journal's rows as they are, read in short transactions. */
final class SqliteRawJournal implements RawJournal {

  /** A read takes no further commit once it has so many entries; one has at most as many. */
  private static final int ENTRIES_AT_ONCE = 500;

  private final SqliteFile file;
  private final boolean written;
  private final List<String> damage = new ArrayList<>();
  private long end = Long.MAX_VALUE;

  private SqliteRawJournal(SqliteFile file, boolean written) {
    this.file = file;
    this.written = written;
  }

  /**
   * Opens a journal, also a damaged one.
   *
   * @throws JournalException NOT_A_JOURNAL when nothing of the file says that it is one
   */
  static SqliteRawJournal open(Path path) {
    return open(path, false);
  }

  /** One that is being written: what is added from now on is left out. */
  static SqliteRawJournal openWritten(Path path) {
    return open(path, true);
  }

  private static SqliteRawJournal open(Path path, boolean written) {
    SqliteFile file = SqliteFile.readAny(path);
    try {
      RawFormat.requireJournal(file);
      return new SqliteRawJournal(file, written);
    } catch (JournalException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public List<RawEpoch> epochs() {
    return file.read(
        "Reading the epochs of",
        () -> {
          List<RawEpoch> epochs = new ArrayList<>();
          try (Statement statement = file.connection().createStatement();
              ResultSet rows = statement.executeQuery("SELECT no, id FROM epochs ORDER BY no")) {
            while (rows.next()) {
              epochs.add(new RawEpoch(rows.getLong(1), bytes(blob(rows, 2))));
            }
          }
          return epochs;
        });
  }

  @Override
  public void forEachCommit(Visitor visitor) {
    end = end();
    List<Row> rows = rows(Long.MIN_VALUE, end);
    while (!rows.isEmpty()) {
      rows.forEach(row -> visitor.visit(commit(row)));
      long last = rows.getLast().id;
      rows = last < end ? rows(last + 1, end) : List.of();
    }
  }

  /** The last row there is now; of a file whose end cannot be read, no bound. */
  private long end() {
    try {
      return file.number("SELECT coalesce(max(id), 0) FROM commits");
    } catch (SQLException e) {
      return Long.MAX_VALUE;
    }
  }

  private record Row(long id, Bytes entries, @Nullable Bytes checkpoint) {}

  /** The next rows; fewer when one cannot be read, and that one fails the next call. */
  private List<Row> rows(long from, long end) {
    return file.read(
        "Reading",
        () -> {
          List<Row> rows = new ArrayList<>();
          try (PreparedStatement select =
              file.connection()
                  .prepareStatement(
                      "SELECT id, entries, checkpoint FROM commits WHERE id >= ? AND id <= ?"
                          + " ORDER BY id")) {
            select.setLong(1, from);
            select.setLong(2, end);
            try (ResultSet row = select.executeQuery()) {
              int entries = 0;
              long least = from;
              while (entries < ENTRIES_AT_ONCE && row.next()) {
                Row read = row(row);
                if (read.id < least) {
                  // A cut file may give rows again; whoever went on after them would never end.
                  return upTo(read.id, rows);
                }
                least = read.id + 1;
                rows.add(read);
                entries += LeafBlock.count(read.entries);
              }
            }
          } catch (SQLException e) {
            if (rows.isEmpty()) {
              throw e;
            }
          }
          return rows;
        });
  }

  /** What was read before a row that is out of order; fails where that is nothing. */
  private static List<Row> upTo(long disorderly, List<Row> rows) {
    if (rows.isEmpty()) {
      throw new JournalException(
          JournalException.ErrorCode.CORRUPT,
          "The file is damaged: its row " + disorderly + " stands in another place");
    }
    return rows;
  }

  private static Row row(ResultSet row) throws SQLException {
    Object checkpoint = row.getObject(3);
    return new Row(
        row.getLong(1), bytes(blob(row, 2)), checkpoint == null ? null : bytes(blob(row, 3)));
  }

  private static RawCommit commit(Row row) {
    long no = row.id >> SqliteJournalStore.EPOCH_SHIFT;
    long size = row.id - (no << SqliteJournalStore.EPOCH_SHIFT);
    return commit(no, size, row.entries, row.checkpoint);
  }

  static RawCommit commit(long epochNo, long size, Bytes entries, @Nullable Bytes checkpoint) {
    return new RawCommit(epochNo, size, leaves(entries), checkpoint(checkpoint, size));
  }

  private static @Nullable List<Bytes> leaves(Bytes entries) {
    try {
      return LeafBlock.decode(entries.toArray());
    } catch (JournalException e) {
      return null;
    }
  }

  private static @Nullable RawCheckpoint checkpoint(@Nullable Bytes blob, long size) {
    if (blob == null) {
      return null;
    }
    if (blob.length() != CheckpointBlob.LENGTH) {
      // Kept, so that the verifier names it as a checkpoint that nobody signed.
      return new RawCheckpoint(zeros(32), zeros(4), zeros(64));
    }
    StoredCommit.Head head = CheckpointBlob.decode(new EpochId(zeros(16)), size, blob.toArray());
    return new RawCheckpoint(head.root(), head.keyHash(), head.signature());
  }

  @Override
  public @Nullable Tile tile(long epochNo, long index) {
    return file.read(
        "Reading the tree of",
        () -> {
          try (PreparedStatement select =
              file.connection()
                  .prepareStatement("SELECT nodes, counters FROM tiles WHERE id = ?")) {
            select.setLong(1, (epochNo << SqliteJournalStore.EPOCH_SHIFT) + index);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? tile(index, row) : null;
            }
          }
        });
  }

  private static @Nullable Tile tile(long index, ResultSet row) throws SQLException {
    byte[] nodes = blob(row, 1);
    byte[] counters = blob(row, 2);
    if (nodes == null || counters == null) {
      return null;
    }
    try {
      Tile tile = new Tile(index, HashList.decode(nodes), Counters.decode(counters));
      return Arrays.equals(tile.counters().encode(), counters) ? tile : null;
    } catch (JournalException | EntryFormatException e) {
      return null;
    }
  }

  @Override
  public long tiles() {
    String all = "SELECT count(*) FROM tiles";
    return file.read(
        "Reading", () -> file.number(written ? all + " WHERE id < " + tileEnd() : all));
  }

  /** The first tile that what was read does not complete; those of later epochs come after it. */
  private long tileEnd() {
    long base = (end >> SqliteJournalStore.EPOCH_SHIFT) << SqliteJournalStore.EPOCH_SHIFT;
    return base + (end - base) / Tile.ENTRIES;
  }

  @Override
  public List<String> structureFaults() {
    if (written) {
      return List.copyOf(damage);
    }
    return file.read(
        "Checking the structure of",
        () -> {
          List<String> faults = new ArrayList<>(damage);
          try (Statement statement = file.connection().createStatement();
              ResultSet rows = statement.executeQuery("PRAGMA integrity_check(10)")) {
            while (rows.next()) {
              if (!"ok".equals(rows.getString(1))) {
                faults.add(rows.getString(1));
              }
            }
          }
          return faults;
        });
  }

  @Override
  public List<String> formatFaults() {
    return RawFormat.faults(file);
  }

  @Override
  public Set<Bytes> alteredWindows() {
    Path evidence = file.path().resolveSibling(EvidenceStore.FILE_NAME);
    if (!Files.exists(evidence)) {
      return Set.of();
    }
    try {
      return EvidenceStore.altered(evidence);
    } catch (JournalException e) {
      damage.add("the windows beside it cannot be read: " + e.getMessage());
      return Set.of();
    }
  }

  @Override
  public void forEachArchived(EpochId epoch, long from, long to, Visitor visitor) {
    long no = epochNo(epoch);
    new Archives(file.path())
        .forEach(epoch, from, to, commit -> visitor.visit(ArchiveRawJournal.raw(no, commit)));
  }

  private long epochNo(EpochId epoch) {
    return epochs().stream()
        .filter(listed -> listed.id().equals(epoch.value()))
        .mapToLong(RawEpoch::no)
        .findFirst()
        .orElse(0);
  }

  /**
   * The bytes of a blob; null for NULL and for what is no blob, such as a text of the same bytes.
   */
  private static byte @Nullable [] blob(ResultSet row, int column) throws SQLException {
    return row.getObject(column) instanceof byte[] bytes ? bytes : null;
  }

  private static Bytes bytes(byte @Nullable [] value) {
    return Bytes.owning(value == null ? new byte[0] : value);
  }

  private static Bytes zeros(int length) {
    return Bytes.owning(new byte[length]);
  }

  @Override
  public void close() {
    file.close();
  }
}
