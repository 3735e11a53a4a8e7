package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.StoredCommit.Tile;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EpochId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A journal in one SQLite file (write-ahead log, fully synchronous): a commit is one row with its
 * entries and its checkpoint. One thread per opened store.
 */
public final class SqliteJournalStore implements JournalStore {

  static final int APPLICATION_ID = 0x4c6c4a31;
  static final int VERSION = 1;

  /** Low bits of a row's number hold the size or index, the bits above the epoch's number. */
  static final int EPOCH_SHIFT = 40;

  static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE epochs(no INTEGER PRIMARY KEY, id BLOB NOT NULL)",
          "CREATE TABLE commits(id INTEGER PRIMARY KEY, entries BLOB NOT NULL, checkpoint BLOB)",
          "CREATE TABLE tiles(id INTEGER PRIMARY KEY, nodes BLOB NOT NULL, counters BLOB NOT"
              + " NULL)");

  private final SqliteFile file;
  private final @Nullable WriterLock lock;
  private final List<EpochId> epochs;

  private SqliteJournalStore(SqliteFile file, @Nullable WriterLock lock) {
    this.file = file;
    this.lock = lock;
    this.epochs = new ArrayList<>(file.read("Reading the epochs of", this::readEpochs));
  }

  /**
   * Opens a journal for writing, or makes an empty one.
   *
   * @throws JournalException NOT_A_JOURNAL, IN_USE, READ_ONLY, CORRUPT, STORE_FULL or IO
   */
  public static SqliteJournalStore open(Path path) {
    WriterLock lock = WriterLock.take(path);
    try {
      return new SqliteJournalStore(
          SqliteFile.write(path, APPLICATION_ID, VERSION, SCHEMA.toArray(String[]::new)), lock);
    } catch (JournalException e) {
      lock.release();
      throw e;
    }
  }

  /**
   * Opens a journal for reading only, also while another thread or program writes it.
   *
   * @throws JournalException NOT_A_JOURNAL, READ_ONLY, CORRUPT or IO
   */
  public static SqliteJournalStore openReadOnly(Path path) {
    return new SqliteJournalStore(SqliteFile.read(path, APPLICATION_ID, VERSION), null);
  }

  @Override
  public List<EpochId> epochs() {
    if (lock == null) {
      // A reader sees what a writer elsewhere has added since.
      epochs.clear();
      epochs.addAll(file.read("Reading the epochs of", this::readEpochs));
    }
    return List.copyOf(epochs);
  }

  @Override
  public StoredCommit.Head head(EpochId epoch) {
    return firstHead(epoch, "DESC", 0, (1L << EPOCH_SHIFT) - 1)
        .orElseThrow(() -> corrupt("epoch " + epoch + " has no checkpoint"));
  }

  @Override
  public StoredCommit.Head head(EpochId epoch, long after, long most) {
    return firstHead(epoch, "DESC", after, most)
        .or(() -> firstHead(epoch, "ASC", after, (1L << EPOCH_SHIFT) - 1))
        .orElseThrow(() -> corrupt("epoch " + epoch + " has no checkpoint beyond size " + after));
  }

  /** The first checkpoint, in an order, of a size beyond one and not beyond another. */
  private Optional<StoredCommit.Head> firstHead(
      EpochId epoch, String order, long after, long most) {
    long base = base(epoch);
    return file.read(
        "Reading a checkpoint of",
        () -> {
          try (PreparedStatement select =
              file.connection()
                  .prepareStatement(
                      "SELECT id, checkpoint FROM commits WHERE id > ? AND id <= ?"
                          + " AND checkpoint IS NOT NULL ORDER BY id "
                          + order
                          + " LIMIT 1")) {
            select.setLong(1, base + after);
            select.setLong(2, base + most);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(head(epoch, row.getLong(1) - base, row.getBytes(2)))
                  : Optional.empty();
            }
          }
        });
  }

  private static final int MOST_SIZES = 100_000;

  /** Sizes from one on that have a checkpoint here, the smallest first; bounded. */
  List<Long> signedSizes(EpochId epoch, long from) {
    long base = base(epoch);
    return file.read(
        "Reading the sizes of",
        () -> {
          List<Long> sizes = new ArrayList<>();
          try (PreparedStatement select =
              file.connection()
                  .prepareStatement(
                      "SELECT id FROM commits WHERE id >= ? AND id < ? ORDER BY id LIMIT ?")) {
            select.setLong(1, base + from);
            select.setLong(2, base + (1L << EPOCH_SHIFT));
            select.setInt(3, MOST_SIZES);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                sizes.add(rows.getLong(1) - base);
              }
            }
          }
          return sizes;
        });
  }

  /** The checkpoint of the commit that ends at this size. */
  StoredCommit.Head headAt(EpochId epoch, long size) {
    long id = base(epoch) + size;
    return file.read(
        "Reading a checkpoint of",
        () -> {
          try (PreparedStatement select =
              file.connection().prepareStatement("SELECT checkpoint FROM commits WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
              if (!row.next()) {
                throw corrupt("epoch " + epoch + " has no checkpoint of size " + size);
              }
              return head(epoch, size, row.getBytes(1));
            }
          }
        });
  }

  private StoredCommit.Head head(EpochId epoch, long size, byte[] checkpoint) {
    if (checkpoint.length != CheckpointBlob.LENGTH) {
      throw corrupt("the checkpoint of epoch " + epoch + " at size " + size + " is cut");
    }
    return CheckpointBlob.decode(epoch, size, checkpoint);
  }

  @Override
  public List<Bytes> leaves(EpochId epoch, long from, long to) {
    long base = base(epoch);
    return file.read(
        "Reading entries of",
        () -> {
          PreparedStatement select =
              file.prepared("SELECT id, entries FROM commits WHERE id > ? AND id < ? ORDER BY id");
          select.setLong(1, base + from);
          select.setLong(2, base + (1L << EPOCH_SHIFT));
          try (ResultSet rows = select.executeQuery()) {
            return collect(rows, epoch, from, to);
          }
        });
  }

  /** Where rows are missing, the archives beside the file may have their entries. */
  private List<Bytes> collect(ResultSet rows, EpochId epoch, long from, long to)
      throws SQLException {
    long base = base(epoch);
    List<Bytes> leaves = new ArrayList<>();
    while (from + leaves.size() < to) {
      long next = from + leaves.size();
      if (!rows.next()) {
        addArchived(leaves, epoch, next, to);
        continue;
      }
      List<Bytes> block = LeafBlock.decode(rows.getBytes(2));
      long begin = rows.getLong(1) - base - block.size();
      if (begin > next) {
        addArchived(leaves, epoch, next, Math.min(begin, to));
        next = from + leaves.size();
      }
      long end = Math.min(to - begin, block.size());
      if (end > next - begin) {
        leaves.addAll(block.subList((int) (next - begin), (int) end));
      }
    }
    return leaves;
  }

  private void addArchived(List<Bytes> leaves, EpochId epoch, long from, long to) {
    List<Bytes> archived = new Archives(file.path()).leaves(epoch, from, to);
    if (archived.isEmpty()) {
      throw corrupt("entry " + from + " is neither in it nor in an archive beside it");
    }
    leaves.addAll(archived);
  }

  @Override
  public @Nullable Tile tile(EpochId epoch, long index) {
    long base = base(epoch);
    return file.read(
        "Reading the tree of",
        () -> {
          PreparedStatement select =
              file.prepared("SELECT nodes, counters FROM tiles WHERE id = ?");
          select.setLong(1, base + index);
          try (ResultSet row = select.executeQuery()) {
            return row.next() ? tile(index, row.getBytes(1), row.getBytes(2)) : null;
          }
        });
  }

  private static Tile tile(long index, byte[] nodes, byte[] counters) {
    return new Tile(index, HashList.decode(nodes), Counters.decode(counters));
  }

  @Override
  public void commit(StoredCommit commit) {
    if (lock == null) {
      throw new JournalException(
          ErrorCode.READ_ONLY, "The journal " + file.path() + " was opened for reading only");
    }
    boolean opens = !epochs.contains(commit.epoch());
    long no = opens ? epochs.size() + 1 : epochs.indexOf(commit.epoch()) + 1;
    if (opens || !commit.tiles().isEmpty()) {
      file.write("Writing to", () -> insert(commit, no, opens));
    } else {
      file.writeOne("Writing to", () -> insertRow(commit, no));
    }
    if (opens) {
      epochs.add(commit.epoch());
    }
  }

  private void insertRow(StoredCommit commit, long no) throws SQLException {
    insert(
        "INSERT INTO commits VALUES(?, ?, ?)",
        (no << EPOCH_SHIFT) + commit.size(),
        LeafBlock.encode(commit.leaves()),
        CheckpointBlob.encode(commit.head()));
  }

  private void insert(StoredCommit commit, long no, boolean opens) throws SQLException {
    if (opens) {
      insert("INSERT INTO epochs VALUES(?, ?)", no, commit.epoch().value().toArray());
    }
    insertRow(commit, no);
    long base = no << EPOCH_SHIFT;
    for (Tile tile : commit.tiles()) {
      insert(
          "INSERT INTO tiles VALUES(?, ?, ?)",
          base + tile.index(),
          HashList.encode(tile.nodes()),
          tile.counters().encode());
    }
  }

  private void insert(String sql, long id, byte[]... columns) throws SQLException {
    PreparedStatement insert = file.prepared(sql);
    insert.setLong(1, id);
    for (int i = 0; i < columns.length; i++) {
      insert.setBytes(i + 2, columns[i]);
    }
    insert.executeUpdate();
  }

  @Override
  public long setAsideUncovered() {
    long moved = new SetAside(file).run();
    epochs.clear();
    epochs.addAll(file.read("Reading the epochs of", this::readEpochs));
    return moved;
  }

  private List<EpochId> readEpochs() throws SQLException {
    List<EpochId> found = new ArrayList<>();
    try (PreparedStatement select =
            file.connection().prepareStatement("SELECT no, id FROM epochs ORDER BY no");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        byte[] id = rows.getBytes(2);
        if (rows.getLong(1) != found.size() + 1 || id.length != 16) {
          throw corrupt("its list of epochs has no epoch " + (found.size() + 1));
        }
        found.add(EpochId.of(id));
      }
    }
    return found;
  }

  SqliteFile file() {
    return file;
  }

  long base(EpochId epoch) {
    int index = epochs.indexOf(epoch);
    if (index < 0) {
      throw new IllegalArgumentException("The journal has no epoch " + epoch);
    }
    return (index + 1L) << EPOCH_SHIFT;
  }

  private JournalException corrupt(String what) {
    return new JournalException(
        ErrorCode.CORRUPT, "The journal " + file.path() + " is damaged: " + what);
  }

  @Override
  public void close() {
    try {
      foldWriteAheadLog();
      file.close();
    } finally {
      if (lock != null) {
        lock.release();
      }
    }
  }

  /** So that the one file holds everything, even while a reader keeps the database open. */
  private void foldWriteAheadLog() {
    if (lock == null) {
      return;
    }
    try {
      file.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException _) {
      // All is durable in the write-ahead log, from which the next opening goes on.
    }
  }

  /** Root, key hash and signature of a checkpoint; the rest of its text follows from the row. */
  static final class CheckpointBlob {

    static final int LENGTH = 32 + 4 + 64;

    private CheckpointBlob() {}

    static byte[] encode(StoredCommit.Head head) {
      return ByteBuffer.allocate(LENGTH)
          .put(head.root().toArray())
          .put(head.keyHash().toArray())
          .put(head.signature().toArray())
          .array();
    }

    static StoredCommit.Head decode(EpochId epoch, long size, byte[] blob) {
      ByteBuffer buffer = ByteBuffer.wrap(blob);
      return new StoredCommit.Head(
          epoch, size, take(buffer, 32), take(buffer, 4), take(buffer, 64));
    }

    private static Bytes take(ByteBuffer buffer, int length) {
      byte[] bytes = new byte[length];
      buffer.get(bytes);
      return Bytes.owning(bytes);
    }
  }
}
