package dev.loulan.sync.intake;

import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.sync.store.Session;
import dev.loulan.sync.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of the intake over one open transaction. */
final class SqliteIntakeTransaction implements IntakeTransaction {
  private static final String EPOCH =
      "SELECT epoch, frontier, counters, checkpoint, cosigned FROM epoch WHERE device = ?";
  private static final String SUBMISSION =
      "SELECT number, device, epoch, from_size, to_size, tx_id, envelope, state, what, prepared"
          + " FROM submission WHERE device = ? ORDER BY number DESC LIMIT 1";

  private final Session session;

  SqliteIntakeTransaction(Session session) {
    this.session = session;
  }

  @Override
  public Optional<DeviceKeys> keys(String device) {
    List<VerifierKey> former =
        all(
            row -> VerifierKey.parse(row.getString(1)),
            "SELECT vkey FROM former_device_key WHERE device = ? ORDER BY number",
            device);
    return first(
            row -> VerifierKey.parse(row.getString(1)),
            "SELECT vkey FROM device_key WHERE device = ?",
            device)
        .map(current -> new DeviceKeys(current, former));
  }

  @Override
  public void putKeys(String device, DeviceKeys keys) {
    change(
        "INSERT INTO device_key (device, vkey) VALUES (?, ?)"
            + " ON CONFLICT (device) DO UPDATE SET vkey = excluded.vkey",
        device,
        keys.current().encode());
    for (VerifierKey former : keys.former()) {
      change(
          "INSERT INTO former_device_key (device, vkey) VALUES (?, ?) ON CONFLICT DO NOTHING",
          device,
          former.encode());
    }
  }

  @Override
  public Optional<EpochState> epoch(String device, EpochId epoch) {
    return first(SqliteIntakeTransaction::epoch, EPOCH + " AND epoch = ?", device, epoch.hex());
  }

  @Override
  public Optional<EpochState> lastEpoch(String device) {
    return first(SqliteIntakeTransaction::epoch, EPOCH + " ORDER BY number DESC LIMIT 1", device);
  }

  private static EpochState epoch(ResultSet row) throws SQLException {
    return EpochState.stored(
        EpochId.ofHex(row.getString(1)),
        row.getBytes(2),
        row.getString(3),
        row.getString(4),
        row.getString(5));
  }

  @Override
  public Optional<EpochId> epochAfter(String device, Optional<EpochId> epoch) {
    return first(
        row -> EpochId.ofHex(row.getString(1)),
        "SELECT epoch FROM epoch WHERE device = ? AND number > coalesce("
            + "(SELECT number FROM epoch WHERE device = ? AND epoch = ?), 0)"
            + " ORDER BY number LIMIT 1",
        device,
        device,
        epoch.map(EpochId::hex).orElse(""));
  }

  @Override
  public void putEpoch(String device, EpochState state) {
    change(
        "INSERT INTO epoch (device, epoch, frontier, counters, checkpoint, cosigned)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (device, epoch) DO UPDATE SET"
            + " frontier = excluded.frontier, counters = excluded.counters,"
            + " checkpoint = excluded.checkpoint, cosigned = excluded.cosigned",
        device,
        state.epoch().hex(),
        state.frontier().encode(),
        state.countersText(),
        state.checkpoint(),
        state.cosigned());
  }

  @Override
  public List<String> devices() {
    return all(row -> row.getString(1), "SELECT DISTINCT device FROM epoch ORDER BY device");
  }

  @Override
  public List<byte[]> entries(String device, EpochId epoch, long from, long to) {
    return all(
        row -> row.getBytes(1),
        "SELECT bytes FROM entry WHERE device = ? AND epoch = ? AND seq >= ? AND seq < ?"
            + " ORDER BY seq",
        device,
        epoch.hex(),
        from,
        to);
  }

  @Override
  public void append(String device, EpochId epoch, long from, List<byte[]> entries) {
    long seq = from;
    for (byte[] bytes : entries) {
      change(
          "INSERT INTO entry (device, epoch, seq, bytes) VALUES (?, ?, ?, ?)",
          device,
          epoch.hex(),
          seq++,
          bytes);
    }
  }

  @Override
  public long entryCount(String device) {
    return number("SELECT count(*) FROM entry WHERE device = ?", device);
  }

  @Override
  public Optional<String> checkpoint(String device, EpochId epoch, long size) {
    return first(
        row -> row.getString(1),
        "SELECT note FROM checkpoint WHERE device = ? AND epoch = ? AND size = ?",
        device,
        epoch.hex(),
        size);
  }

  @Override
  public List<Long> checkpointsAfter(String device, EpochId epoch, long size) {
    return all(
        row -> row.getLong(1),
        "SELECT size FROM checkpoint WHERE device = ? AND epoch = ? AND size > ? ORDER BY size",
        device,
        epoch.hex(),
        size);
  }

  @Override
  public void putCheckpoint(String device, EpochId epoch, long size, String note) {
    change(
        "INSERT INTO checkpoint (device, epoch, size, note) VALUES (?, ?, ?, ?)",
        device,
        epoch.hex(),
        size,
        note);
  }

  @Override
  public void putContact(String device, long atMillis) {
    change(
        "INSERT INTO contact (device, at_millis) VALUES (?, ?)"
            + " ON CONFLICT (device) DO UPDATE SET at_millis = excluded.at_millis",
        device,
        atMillis);
  }

  @Override
  public void putFinding(String device, String code, String what, String evidence, long atMillis) {
    change(
        "INSERT INTO finding (device, code, what, evidence, at_millis)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        device,
        code,
        what,
        evidence,
        atMillis);
  }

  @Override
  public void putQuarantine(Quarantine quarantine) {
    change(
        "INSERT INTO quarantine (device, what, proof, since_millis) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        quarantine.device(),
        quarantine.what(),
        quarantine.proof(),
        quarantine.since().toEpochMilli());
  }

  @Override
  public Optional<Quarantine> quarantine(String device) {
    return first(
        row ->
            new Quarantine(
                device, row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))),
        "SELECT what, proof, since_millis FROM quarantine WHERE device = ?",
        device);
  }

  @Override
  public boolean release(String device) {
    boolean held = quarantine(device).isPresent();
    change("DELETE FROM quarantine WHERE device = ?", device);
    return held;
  }

  @Override
  public Optional<Submission> lastSubmission(String device) {
    return first(SqliteIntakeTransaction::submission, SUBMISSION, device);
  }

  private static Submission submission(ResultSet row) throws SQLException {
    byte @Nullable [] envelope = row.getBytes(7);
    byte @Nullable [] prepared = row.getBytes(10);
    return new Submission(
        row.getLong(1),
        row.getString(2),
        EpochId.ofHex(row.getString(3)),
        row.getLong(4),
        row.getLong(5),
        row.getString(6),
        envelope == null ? new byte[0] : envelope,
        prepared == null ? new byte[0] : prepared,
        Submission.State.valueOf(row.getString(8)),
        row.getString(9));
  }

  @Override
  public boolean wasSubmitted(String device, EpochId epoch, long size) {
    return number(
            "SELECT count(*) FROM submission WHERE device = ? AND epoch = ? AND to_size = ?",
            device,
            epoch.hex(),
            size)
        > 0;
  }

  @Override
  public Submission putSubmission(Submission unnumbered) {
    change(
        "INSERT INTO submission (device, epoch, from_size, to_size, tx_id, envelope, state, what)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        unnumbered.device(),
        unnumbered.epoch().hex(),
        unnumbered.fromSize(),
        unnumbered.toSize(),
        unnumbered.txId(),
        unnumbered.envelope(),
        unnumbered.state().name(),
        unnumbered.what());
    return lastSubmission(unnumbered.device()).orElseThrow();
  }

  @Override
  public void mark(long number, Submission.State state, String what) {
    change(
        "UPDATE submission SET state = ?, what = ?, envelope = CASE ? WHEN 'COMMITTED' THEN NULL"
            + " ELSE envelope END, prepared = CASE ? WHEN 'COMMITTED' THEN NULL"
            + " ELSE prepared END WHERE number = ?",
        state.name(),
        what,
        state.name(),
        state.name(),
        number);
  }

  @Override
  public void keepPrepared(long number, String txId, byte[] prepared) {
    change(
        "UPDATE submission SET tx_id = ?, prepared = nullif(?, x'') WHERE number = ?",
        txId,
        prepared,
        number);
  }

  @Override
  public boolean lease(String device, String holder, long nowMillis, long untilMillis) {
    change(
        "INSERT INTO lease (device, holder, until_millis) VALUES (?, ?, ?)"
            + " ON CONFLICT (device) DO UPDATE SET holder = excluded.holder,"
            + " until_millis = excluded.until_millis"
            + " WHERE holder = excluded.holder OR until_millis < ?",
        device,
        holder,
        untilMillis,
        nowMillis);
    return number("SELECT count(*) FROM lease WHERE device = ? AND holder = ?", device, holder)
        == 1;
  }

  @Override
  public long committedEntries(String device) {
    return number(
        "SELECT coalesce(sum(to_size - from_size), 0) FROM submission"
            + " WHERE device = ? AND state = 'COMMITTED'",
        device);
  }

  private interface Statement<T> {
    T run() throws SQLException;
  }

  /** The work of a transaction knows nothing of SQL; the file rolls back whatever is thrown. */
  private static <T> T unchecked(Statement<T> statement) {
    try {
      return statement.run();
    } catch (SQLException e) {
      throw new StoreException("The intake failed: %s.".formatted(e.getMessage()), e);
    }
  }

  private void change(String sql, @Nullable Object... values) {
    var _ = unchecked(() -> session.change(sql, values));
  }

  private <T> Optional<T> first(Session.Row<T> row, String sql, @Nullable Object... values) {
    return unchecked(() -> session.first(row, sql, values));
  }

  private <T> List<T> all(Session.Row<T> row, String sql, @Nullable Object... values) {
    return unchecked(() -> session.all(row, sql, values));
  }

  private long number(String sql, @Nullable Object... values) {
    return unchecked(() -> session.number(sql, values));
  }
}
