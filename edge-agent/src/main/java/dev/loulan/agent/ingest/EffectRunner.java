package dev.loulan.agent.ingest;

import dev.loulan.agent.boot.Stamps;
import dev.loulan.agent.session.Effect;
import dev.loulan.journal.JournalAppender;
import dev.loulan.journal.entry.Alert;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Calibration;
import java.util.List;

/** Carries out the effects of a step, one after the other. One thread. */
public final class EffectRunner {
  private final JournalAppender journal;
  private final Stamps stamps;
  private final Outlets outlets;
  private boolean waiting;

  public EffectRunner(JournalAppender journal, Stamps stamps, Outlets outlets) {
    this.journal = journal;
    this.stamps = stamps;
    this.outlets = outlets;
  }

  /**
   * Carries out the effects in their order.
   *
   * @throws dev.loulan.journal.JournalException when an entry could not be made durable; nothing
   *     after it was carried out
   */
  public void carryOut(List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Append append -> append(append);
        case Effect.Notify notify -> outlets.notice(notify.notice());
        case Effect.Consumed to -> outlets.consumed(to.board(), to.stream(), to.sequence());
        case Effect.KeepEvidence keep -> outlets.keepEvidence(keep.sha256(), keep.window());
        case Effect.KeepShelf keep -> outlets.keepShelf(keep.tender(), keep.opening());
      }
    }
  }

  /** Makes durable what rides along, and waits for it. */
  public void commit() {
    if (waiting) {
      journal.commit();
      waiting = false;
      outlets.committed();
    }
  }

  /** Whether something rides along that no commit was asked for yet. */
  boolean isWaiting() {
    return waiting;
  }

  /** Has what rides along made durable; a slow disk does not hold up the caller. */
  public void commitSoon() {
    if (waiting) {
      waiting = false;
      journal.commitSoon(outlets::committed);
    }
  }

  private void append(Effect.Append append) {
    journal.append(
        stamps.at(append.atMicros(), append.timeTrusted()), append.bodies(), append.forced());
    waiting = !append.forced();
    for (Body body : append.bodies()) {
      if (body instanceof Alert alert) {
        outlets.alert(alert);
      } else if (body instanceof Calibration calibration) {
        outlets.calibrated(calibration.plate());
      }
    }
    if (append.forced()) {
      outlets.committed();
    }
  }
}
