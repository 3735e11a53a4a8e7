package dev.loulan.agent;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.boot.ShelfFile;
import dev.loulan.agent.ingest.Outlets;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Opening;
import dev.loulan.agent.session.SessionNotice;
import dev.loulan.bridge.intake.FrameIntake;
import dev.loulan.journal.JournalException;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Tender;
import dev.loulan.journal.sqlite.EvidenceStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sends the loop's effects to broker, caches and sync. */
final class AgentOutlets implements Outlets {
  private final ShelfFile shelfFile;
  private final EvidenceStore evidence;
  private final Alerts alerts;
  private volatile @Nullable FrameIntake intake;
  private volatile @Nullable Announcer announcer;
  private volatile Runnable wake = () -> {};
  private volatile @Nullable SessionNotice last;
  private final Map<SessionNotice.State, Long> sessions = new ConcurrentHashMap<>();

  AgentOutlets(ShelfFile shelfFile, EvidenceStore evidence, Alerts alerts) {
    this.shelfFile = shelfFile;
    this.evidence = evidence;
    this.alerts = alerts;
  }

  void connect(FrameIntake to, Announcer with) {
    intake = to;
    announcer = with;
  }

  void wakes(Runnable sync) {
    wake = sync;
  }

  /** What was last told of a session that ended or is in doubt; null before the first. */
  @Nullable SessionNotice last() {
    return last;
  }

  @Override
  public void consumed(String board, long stream, long sequence) {
    FrameIntake to = intake;
    if (to != null) {
      to.consumed(board, stream, sequence);
    }
  }

  /** Sessions by how far they came, since the boot. */
  Map<SessionNotice.State, Long> sessions() {
    return sessions;
  }

  @Override
  public void notice(SessionNotice notice) {
    sessions.merge(notice.state(), 1L, Long::sum);
    if (notice.state() != SessionNotice.State.OPENED) {
      last = notice;
    }
    Announcer with = announcer;
    if (with != null) {
      with.session(notice);
    }
  }

  @Override
  public void keepEvidence(Bytes sha256, Bytes window) {
    try {
      var _ = evidence.keep(window.toArray());
    } catch (JournalException e) {
      // A window may be shed; the sale that names it may not wait for it.
      alerts.raise(AlertCode.EVIDENCE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void keepShelf(@Nullable Tender tender, @Nullable Opening opening) {
    shelfFile.keep(tender, opening);
  }

  @Override
  public void alert(Alert alert) {
    for (AlertCode code : AlertCode.values()) {
      if (code.word().equals(alert.code())) {
        alerts.raise(code, alert.subject());
      }
    }
  }

  @Override
  public void calibrated(String plate) {
    alerts.clear(AlertCode.PLATE_NEEDS_CALIBRATION, plate);
  }

  @Override
  public void committed() {
    wake.run();
  }
}
