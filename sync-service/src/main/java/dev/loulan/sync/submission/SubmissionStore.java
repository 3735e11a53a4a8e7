package dev.loulan.sync.submission;

import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.sync.store.Session;
import dev.loulan.sync.store.SqliteFile;
import dev.loulan.sync.submission.Submission.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Prepares, finds and marks submissions in the intake's file. */
final class SubmissionStore {
  private static final String COLUMNS =
      "SELECT number, device, epoch, from_size, to_size, tx_id, state, envelope FROM submission";

  private final SqliteFile file;
  private final int maxEntries;

  SubmissionStore(SqliteFile file, int maxEntries) {
    this.file = file;
    this.maxEntries = maxEntries;
  }

  List<String> devices() {
    return file.read(session ->
        session.all(row -> row.getString(1), "SELECT DISTINCT device FROM epoch ORDER BY device"));
  }

  /** The device's next submission: the one that was under way, else a new one, stored. */
  Optional<Submission> next(String device) {
    return file.write(session -> {
      Optional<Submission> last = last(session, device);
      return last.isPresent() && last.get().state() != State.COMMITTED
          ? last
          : prepare(session, device, last);
    });
  }

  void mark(Submission submission, State state, String what) {
    file.write(session ->
        session.change(
            "UPDATE submission SET state = ?, what = ?, envelope = CASE ? WHEN 'COMMITTED' THEN NULL"
                + " ELSE envelope END WHERE number = ?",
            state.name(),
            what,
            state.name(),
            submission.number()));
  }

  private Optional<Submission> prepare(Session session, String device, Optional<Submission> last)
      throws SQLException {
    String epoch = "";
    long from = 0;
    if (last.isPresent()) {
      epoch = last.get().epoch();
      from = last.get().toSize();
    }
    Optional<Long> to = epoch.isEmpty() ? Optional.empty() : target(session, device, epoch, from);
    if (to.isEmpty()) {
      Optional<String> following = epochAfter(session, device, epoch);
      if (following.isEmpty()) {
        return Optional.empty();
      }
      epoch = following.get();
      from = 0;
      to = target(session, device, epoch, from);
    }
    return to.isEmpty()
        ? Optional.empty()
        : Optional.of(insert(session, device, epoch, from, to.get()));
  }

  /** The greatest checkpoint within the bound, or the first one beyond when none is within. */
  private Optional<Long> target(Session session, String device, String epoch, long from)
      throws SQLException {
    long within =
        session.number(
            "SELECT max(size) FROM checkpoint WHERE device = ? AND epoch = ? AND size > ?"
                + " AND size <= ?",
            device,
            epoch,
            from,
            from + maxEntries);
    long first =
        session.number(
            "SELECT min(size) FROM checkpoint WHERE device = ? AND epoch = ? AND size > ?",
            device,
            epoch,
            from);
    long to = Math.max(within, first);
    return to > from ? Optional.of(to) : Optional.empty();
  }

  private static Optional<String> epochAfter(Session session, String device, String epoch)
      throws SQLException {
    return session.first(
        row -> row.getString(1),
        "SELECT epoch FROM epoch WHERE device = ? AND number > coalesce("
            + "(SELECT number FROM epoch WHERE device = ? AND epoch = ?), 0)"
            + " ORDER BY number LIMIT 1",
        device,
        device,
        epoch);
  }

  private static Submission insert(Session session, String device, String epoch, long from, long to)
      throws SQLException {
    List<byte[]> leaves =
        session.all(
            row -> row.getBytes(1),
            "SELECT bytes FROM entry WHERE device = ? AND epoch = ? AND seq >= ? AND seq < ?"
                + " ORDER BY seq",
            device,
            epoch,
            from,
            to);
    String checkpoint =
        session
            .first(
                row -> row.getString(1),
                "SELECT note FROM checkpoint WHERE device = ? AND epoch = ? AND size = ?",
                device,
                epoch,
                to)
            .orElseThrow();
    ContractCall call = ContractCalls.submitBatch(device, epoch, from, leaves, checkpoint);
    String txId = UUID.randomUUID().toString();
    session.change(
        "INSERT INTO submission (device, epoch, from_size, to_size, tx_id, envelope, state, what)"
            + " VALUES (?, ?, ?, ?, ?, ?, 'PREPARED', '')",
        device,
        epoch,
        from,
        to,
        txId,
        Envelope.encode(call));
    return last(session, device).orElseThrow();
  }

  private static Optional<Submission> last(Session session, String device) throws SQLException {
    return session.first(
        SubmissionStore::read, COLUMNS + " WHERE device = ? ORDER BY number DESC LIMIT 1", device);
  }

  private static Submission read(ResultSet row) throws SQLException {
    byte[] envelope = row.getBytes(8);
    return new Submission(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getString(6),
        State.valueOf(row.getString(7)),
        envelope == null ? ContractCalls.devices() : Envelope.decode(envelope));
  }

  /** How many entries of the device the ledger does not have yet. */
  long lag(String device) {
    return file.read(session ->
        session.number("SELECT count(*) FROM entry WHERE device = ?", device)
            - session.number(
                "SELECT coalesce(sum(to_size - from_size), 0) FROM submission"
                    + " WHERE device = ? AND state = 'COMMITTED'",
                device));
  }

  /** What keeps a device's entries from the ledger, in words; empty when nothing does. */
  Optional<String> obstacle(String device) {
    return file.read(session ->
        session.first(
            row -> row.getString(1),
            "SELECT what FROM submission WHERE device = ? AND state <> 'COMMITTED' AND what <> ''"
                + " ORDER BY number DESC LIMIT 1",
            device));
  }
}
