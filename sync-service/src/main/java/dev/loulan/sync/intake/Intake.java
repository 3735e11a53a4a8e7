package dev.loulan.sync.intake;

import static dev.loulan.sync.intake.SegmentCheck.require;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.Cosigner;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.sync.store.Session;
import dev.loulan.sync.store.SqliteFile;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes segments of devices' journals.
 *
 * <p>A segment is taken whole or not at all, and the same segment again is success. The answer is a
 * promise: the cosignature says that the server holds these entries, that they are signed by the
 * device's registered key and that its log only grew.
 */
public final class Intake {
  private final SqliteFile file;
  private final Cosigner cosigner;
  private final InstantSource clock;
  private final boolean simulatedClockAllowed;

  public Intake(
      SqliteFile file, Cosigner cosigner, InstantSource clock, boolean simulatedClockAllowed) {
    this.file = file;
    this.cosigner = cosigner;
    this.clock = clock;
    this.simulatedClockAllowed = simulatedClockAllowed;
  }

  /** The key with which others check the cosignatures. */
  public VerifierKey witnessKey() {
    return cosigner.key();
  }

  /** Keeps the key with which a device signs; the same key again is success. */
  public void registerKey(String device, VerifierKey key) {
    String vkey = key.encode();
    String kept =
        file.write(session -> {
          session.change(
              "INSERT INTO device_key (device, vkey) VALUES (?, ?) ON CONFLICT DO NOTHING",
              device,
              vkey);
          return vkey(session, device).orElseThrow();
        });
    require(
        kept.equals(vkey),
        IntakeCode.KEY_DIFFERS,
        "Device %s registered another journal key before: %s.".formatted(device, kept));
  }

  public Optional<VerifierKey> key(String device) {
    return file.read(session -> vkey(session, device)).map(VerifierKey::parse);
  }

  /** The highest state that was cosigned for this device, in the last epoch that was accepted. */
  public Position position(String device) {
    return file.read(session -> EpochState.last(session, device))
        .map(EpochState::position)
        .orElse(Position.NONE);
  }

  /**
   * Takes a segment and answers with the position after it.
   *
   * @throws IntakeException when it is not sound or does not fit; nothing is stored but a finding
   */
  public Position accept(String device, Segment segment) {
    try {
      return file.write(session -> accept(session, device, segment));
    } catch (IntakeException e) {
      if (e.code() == IntakeCode.FORK) {
        keepFinding(device, segment, e);
      }
      throw e;
    }
  }

  private Position accept(Session session, String device, Segment segment) throws SQLException {
    VerifierKey key =
        vkey(session, device)
            .map(VerifierKey::parse)
            .orElseThrow(() ->
                new IntakeException(
                    IntakeCode.KEY_UNKNOWN,
                    "Device %s has registered no journal key.".formatted(device)));
    SegmentCheck check = new SegmentCheck(device, segment, simulatedClockAllowed);
    SignedNote note = check.note(key);
    Optional<EpochState> last = EpochState.last(session, device);
    Optional<EpochState> known = EpochState.find(session, device, segment.epoch());
    EpochState state = known.orElseGet(() -> EpochState.begin(segment.epoch()));
    long size = state.frontier().size();
    require(
        segment.from() <= size,
        IntakeCode.POSITION,
        "The segment begins at entry %d, the server has %d entries of this epoch."
            .formatted(segment.from(), size));
    requireSameAsStored(session, device, segment, size);
    if (segment.to() <= size) {
      requireNoFork(session, device, segment, note, state);
      return last.orElseThrow().position();
    }
    require(
        known.isEmpty() || state.epoch().equals(last.orElseThrow().epoch()),
        IntakeCode.POSITION,
        "The epoch %s was followed by another one; it cannot grow any more."
            .formatted(segment.epoch()));
    List<byte[]> fresh =
        segment.entries().subList(Math.toIntExact(size - segment.from()), segment.entries().size());
    EpochState next = check.extend(state, fresh);
    if (size == 0) {
      Parents.require(session, device, fresh.getFirst(), last, clock.millis());
    }
    require(
        SegmentCheck.agrees(note, next.frontier()),
        IntakeCode.ROOT,
        "The root over the %d entries is not the one that the checkpoint says."
            .formatted(next.frontier().size()));
    return store(session, device, size, fresh, next, note);
  }

  private Position store(
      Session session,
      String device,
      long from,
      List<byte[]> fresh,
      EpochState state,
      SignedNote note)
      throws SQLException {
    long now = clock.millis();
    String cosigned = cosigner.cosign(note, now / 1_000).encode();
    EpochState next =
        new EpochState(state.epoch(), state.frontier(), state.counters(), note.encode(), cosigned);
    next.store(session, device);
    long seq = from;
    for (byte[] bytes : fresh) {
      session.change(
          "INSERT INTO entry (device, epoch, seq, bytes) VALUES (?, ?, ?, ?)",
          device,
          state.epoch().hex(),
          seq++,
          bytes);
    }
    session.change(
        "INSERT INTO checkpoint (device, epoch, size, note) VALUES (?, ?, ?, ?)",
        device,
        state.epoch().hex(),
        seq,
        note.encode());
    session.change(
        "INSERT INTO contact (device, at_millis) VALUES (?, ?)"
            + " ON CONFLICT (device) DO UPDATE SET at_millis = excluded.at_millis",
        device,
        now);
    return next.position();
  }

  private static void requireSameAsStored(
      Session session, String device, Segment segment, long size) throws SQLException {
    long seq = segment.from();
    for (byte[] entry : segment.entries()) {
      if (seq >= size) {
        return;
      }
      require(
          Arrays.equals(entry, storedEntry(session, device, segment, seq)),
          IntakeCode.FORK,
          "Entry %d of epoch %s differs from the one that device %s sent before."
              .formatted(seq, segment.epoch(), device));
      seq++;
    }
  }

  private static void requireNoFork(
      Session session, String device, Segment segment, SignedNote note, EpochState state)
      throws SQLException {
    Bytes root = Checkpoint.parse(note).root();
    Bytes ours =
        segment.to() == state.frontier().size()
            ? state.frontier().root()
            : rootAt(session, device, segment);
    require(
        root.equals(ours),
        IntakeCode.FORK,
        "Device %s signed two different journals of %d entries in epoch %s."
            .formatted(device, segment.to(), segment.epoch()));
  }

  private static Bytes rootAt(Session session, String device, Segment segment) throws SQLException {
    Frontier frontier = new Frontier();
    while (frontier.size() < segment.to()) {
      frontier.append(TreeHash.leaf(storedEntry(session, device, segment, frontier.size())));
    }
    return frontier.root();
  }

  private static byte[] storedEntry(Session session, String device, Segment segment, long seq)
      throws SQLException {
    return session
        .first(
            row -> row.getBytes(1),
            "SELECT bytes FROM entry WHERE device = ? AND epoch = ? AND seq = ?",
            device,
            segment.epoch().hex(),
            seq)
        .orElseThrow(() -> new IllegalStateException("The intake lacks entry " + seq));
  }

  private static Optional<String> vkey(Session session, String device) throws SQLException {
    return session.first(
        row -> row.getString(1), "SELECT vkey FROM device_key WHERE device = ?", device);
  }

  private void keepFinding(String device, Segment segment, IntakeException e) {
    file.write(session ->
        session.change(
            "INSERT INTO finding (device, code, what, evidence, at_millis)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            device,
            e.code().name(),
            e.getMessage(),
            segment.checkpoint(),
            clock.millis()));
  }
}
