package dev.loulan.sync.intake;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.sync.store.SqliteFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what the intake holds: entries in the order in which they came, contacts, findings. */
public final class IntakeReader {
  private final SqliteFile file;

  public IntakeReader(SqliteFile file) {
    this.file = file;
  }

  /** An entry as it came; positions grow, with gaps never filled later. */
  public record StoredEntry(long position, String device, EpochId epoch, long seq, Bytes bytes) {}

  /** Something that a person should know: code, sentence and when. */
  public record Finding(String device, String code, String what, Instant at) {}

  /** Entries after a position, oldest first. */
  public List<StoredEntry> entriesAfter(long position, int limit) {
    return file.read(session ->
        session.all(
            row ->
                new StoredEntry(
                    row.getLong(1),
                    row.getString(2),
                    EpochId.ofHex(row.getString(3)),
                    row.getLong(4),
                    Bytes.owning(row.getBytes(5))),
            "SELECT position, device, epoch, seq, bytes FROM entry WHERE position > ?"
                + " ORDER BY position LIMIT ?",
            position,
            limit));
  }

  /** The position of the newest entry; 0 when there is none. */
  public long lastPosition() {
    return file.read(session -> session.number("SELECT coalesce(max(position), 0) FROM entry"));
  }

  /** When the device last sent something. */
  public Optional<Instant> lastContact(String device) {
    return file.read(session ->
        session.first(
            row -> Instant.ofEpochMilli(row.getLong(1)),
            "SELECT at_millis FROM contact WHERE device = ?",
            device));
  }

  /** The newest findings, newest first. */
  public List<Finding> findings(int limit) {
    return file.read(session ->
        session.all(
            row ->
                new Finding(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4))),
            "SELECT device, code, what, at_millis FROM finding ORDER BY number DESC LIMIT ?",
            limit));
  }
}
