package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.TreeHash;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Raw sample windows around weight steps, compressed, found by the SHA-256 that a sale names. A
 * window that is gone was shed; one that differs from its hash is damage. Any thread.
 */
public final class EvidenceStore implements AutoCloseable {

  private static final int APPLICATION_ID = 0x4c6c4531;
  private static final String SCHEMA =
      "CREATE TABLE windows(no INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE,"
          + " length INTEGER NOT NULL, deflated BLOB NOT NULL)";

  /** Its name beside a journal. */
  public static final String FILE_NAME = "evidence.sqlite";

  private static final long MAX_WINDOW = 1 << 26;

  /** Windows that go in one transaction. */
  private static final long AT_ONCE = 64;

  private static final int MOST_WAITING = 64;

  private final SqliteFile file;
  private final Map<Bytes, Waiting> waiting = new LinkedHashMap<>();

  private record Waiting(int length, Bytes deflated) {}

  private EvidenceStore(SqliteFile file) {
    this.file = file;
  }

  /** Opens the store for writing, or makes it; by habit {@code evidence.sqlite} by the journal. */
  public static EvidenceStore open(Path path) {
    SqliteFile file = SqliteFile.writeShrinking(path, APPLICATION_ID, 1, SCHEMA);
    // What a power cut takes of it counts as shed, so the disk need not sync for each window.
    var _ = file.read("Opening", () -> relaxed(file));
    return new EvidenceStore(file);
  }

  private static boolean relaxed(SqliteFile file) throws SQLException {
    file.execute("PRAGMA synchronous=NORMAL");
    return true;
  }

  /** Opens the store for reading only. */
  public static EvidenceStore openReadOnly(Path path) {
    return new EvidenceStore(SqliteFile.read(path, APPLICATION_ID, 1));
  }

  /**
   * Keeps a window.
   *
   * @return the SHA-256 of the bytes; the same bytes again are success
   */
  public synchronized Bytes put(byte[] window) {
    Bytes sha256 = keep(window);
    flush();
    return sha256;
  }

  /**
   * Keeps a window together with others: it is in the file with the next {@link #flush}, or at once
   * when many wait. A stop before that loses it, as if it had been shed.
   *
   * @return the SHA-256 of the bytes
   */
  public synchronized Bytes keep(byte[] window) {
    Bytes sha256 = TreeHash.sha256(window);
    waiting.put(sha256, new Waiting(window.length, Bytes.owning(deflate(window))));
    if (waiting.size() >= MOST_WAITING) {
      flush();
    }
    return sha256;
  }

  /** Writes the windows that wait, in one transaction; when that fails they count as shed. */
  public synchronized void flush() {
    if (!waiting.isEmpty()) {
      try {
        file.write("Writing to", this::insertWaiting);
      } finally {
        waiting.clear();
      }
    }
  }

  private void insertWaiting() throws SQLException {
    try (PreparedStatement insert =
        file.connection()
            .prepareStatement(
                "INSERT OR IGNORE INTO windows(sha256, length, deflated) VALUES(?, ?, ?)")) {
      for (Map.Entry<Bytes, Waiting> window : waiting.entrySet()) {
        insert.setBytes(1, window.getKey().toArray());
        insert.setInt(2, window.getValue().length);
        insert.setBytes(3, window.getValue().deflated.toArray());
        insert.executeUpdate();
      }
    }
  }

  /**
   * The window with this hash; empty when it was shed.
   *
   * @throws JournalException CORRUPT when the bytes kept are not those of the hash
   */
  public synchronized Optional<Bytes> get(Bytes sha256) {
    Waiting here = waiting.get(sha256);
    if (here != null) {
      return Optional.of(checked(sha256, inflate(here.deflated.toArray(), here.length)));
    }
    return file.read(
        "Reading",
        () -> {
          try (PreparedStatement select =
              file.connection()
                  .prepareStatement("SELECT length, deflated FROM windows WHERE sha256 = ?")) {
            select.setBytes(1, sha256.toArray());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(checked(sha256, inflate(row.getBytes(2), row.getInt(1))))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * The hashes concerned by windows whose content is not what their hash says: the hash under which
   * each is kept, and that of its content.
   */
  static Set<Bytes> altered(Path path) {
    Set<Bytes> altered = new HashSet<>();
    try (EvidenceStore store = openReadOnly(path)) {
      store.file.read(
          "Checking",
          () -> {
            try (Statement statement = store.file.connection().createStatement();
                ResultSet rows =
                    statement.executeQuery("SELECT sha256, length, deflated FROM windows")) {
              while (rows.next()) {
                byte[] key = rows.getBytes(1);
                Bytes kept = Bytes.owning(key == null ? new byte[0] : key);
                Bytes found = hashOf(rows.getBytes(3), rows.getLong(2));
                if (!kept.equals(found)) {
                  altered.add(kept);
                  altered.add(found);
                }
              }
            }
            return altered.size();
          });
    }
    return altered;
  }

  /** The hash of a window's content; of nothing when it cannot be inflated to its length. */
  private static Bytes hashOf(byte @Nullable [] deflated, long length) {
    ByteArrayOutputStream window = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(deflated == null ? new byte[0] : deflated);
      int n = inflater.inflate(buffer);
      while (n > 0 && window.size() <= MAX_WINDOW) {
        window.write(buffer, 0, n);
        n = inflater.inflate(buffer);
      }
      boolean whole = window.size() == length && inflater.finished();
      return whole ? TreeHash.sha256(window.toByteArray()) : Bytes.owning(new byte[0]);
    } catch (DataFormatException e) {
      return Bytes.owning(new byte[0]);
    }
  }

  /**
   * Drops the oldest windows until those left take no more than so many bytes, and gives the space
   * back to the file system.
   *
   * @return how many windows went
   */
  public synchronized long shedTo(long bytes) {
    long gone = 0;
    long[] now = {AT_ONCE};
    while (bytes() > bytes && now[0] == AT_ONCE) {
      file.write("Shedding windows of", () -> now[0] = deleteOldest());
      gone += now[0];
    }
    if (gone > 0) {
      file.write("Shrinking", this::giveBack);
      file.read("Shrinking", this::fold);
    }
    return gone;
  }

  private long deleteOldest() throws SQLException {
    try (PreparedStatement delete =
        file.connection()
            .prepareStatement(
                "DELETE FROM windows WHERE no IN (SELECT no FROM windows ORDER BY no LIMIT ?)")) {
      delete.setLong(1, AT_ONCE);
      return delete.executeUpdate();
    }
  }

  /** SQLite gives back a page at a time, and the driver does not ask again. */
  private void giveBack() throws SQLException {
    for (long left = file.pragma("freelist_count"); left > 0; left--) {
      file.execute("PRAGMA incremental_vacuum");
    }
  }

  private boolean fold() throws SQLException {
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return true;
  }

  /** Bytes that the windows take; 0 when there is none, whatever the empty file takes. */
  public synchronized long bytes() {
    return file.read("Measuring", this::usedBytes);
  }

  private long usedBytes() throws SQLException {
    if (file.number("SELECT EXISTS(SELECT 1 FROM windows)") == 0) {
      return 0;
    }
    return (file.pragma("page_count") - file.pragma("freelist_count")) * file.pragma("page_size");
  }

  private Bytes checked(Bytes sha256, byte[] window) {
    if (!TreeHash.sha256(window).equals(sha256)) {
      throw damaged(sha256, null);
    }
    return Bytes.owning(window);
  }

  private static byte[] deflate(byte[] window) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(window);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private byte[] inflate(byte[] deflated, int length) {
    byte[] window = new byte[Math.clamp(length, 0, 1 << 28)];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(deflated);
      int at = 0;
      while (at < window.length && !inflater.finished() && !inflater.needsInput()) {
        at += inflater.inflate(window, at, window.length - at);
      }
      return window;
    } catch (DataFormatException e) {
      throw damaged(Bytes.owning(new byte[0]), e);
    }
  }

  private JournalException damaged(Bytes sha256, @Nullable Throwable cause) {
    String message = "The window " + sha256 + " in " + file.path() + " is not what its hash says";
    return cause == null
        ? new JournalException(ErrorCode.CORRUPT, message)
        : new JournalException(ErrorCode.CORRUPT, message, cause);
  }

  @Override
  public synchronized void close() {
    try {
      flush();
    } finally {
      file.close();
    }
  }
}
