package dev.loulan.sync.intake;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.sync.store.SqliteFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the intake holds: entries in the order in which they came, contacts, findings. */
public final class IntakeReader {
  private static final int PART = 1_000;

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

  /** The epochs of a device in the order in which they came. */
  public List<EpochId> epochs(String device) {
    return file.read(session ->
        session.all(
            row -> EpochId.ofHex(row.getString(1)),
            "SELECT epoch FROM epoch WHERE device = ? ORDER BY number",
            device));
  }

  /** An epoch's entries that came in, under its last checkpoint. */
  public record Log(List<Bytes> leaves, SignedNote head) {}

  /**
   * All that came in of an epoch.
   *
   * @throws IllegalArgumentException when nothing did
   */
  public Log log(String device, EpochId epoch) {
    SignedNote head =
        file.read(session ->
                session.first(
                    row -> SignedNote.parse(row.getString(1)),
                    "SELECT checkpoint FROM epoch WHERE device = ? AND epoch = ?",
                    device,
                    epoch.hex()))
            .orElseThrow(
                () -> new IllegalArgumentException("Nothing came in of epoch " + epoch.hex()));
    long size = Checkpoint.parse(head).size();
    List<Bytes> leaves = new ArrayList<>();
    while (leaves.size() < size) {
      long from = leaves.size();
      leaves.addAll(
          file.read(session ->
              session.all(
                  row -> Bytes.owning(row.getBytes(1)),
                  "SELECT bytes FROM entry WHERE device = ? AND epoch = ? AND seq >= ? AND seq < ?"
                      + " ORDER BY seq",
                  device,
                  epoch.hex(),
                  from,
                  Math.min(size, from + PART))));
      if (leaves.size() == from) {
        throw new IllegalStateException("The intake lacks entry " + from + " of " + epoch.hex());
      }
    }
    return new Log(List.copyOf(leaves), head);
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
