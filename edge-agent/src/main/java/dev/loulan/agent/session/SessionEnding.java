package dev.loulan.agent.session;

import dev.loulan.inference.signal.ShelfSignal;

/**
 * Ends a session: when its time has come, with what the plates say. Belongs to the machine's
 * thread.
 */
final class SessionEnding {
  private final ShelfState shelf;
  private final ShelfMemory memory;

  SessionEnding(ShelfState shelf, ShelfMemory memory) {
    this.shelf = shelf;
    this.memory = memory;
  }

  /** Time has passed over an open session. */
  void passOpen(OpenSession session) {
    if (shelf.boards.haveAllEnded()) {
      end(session);
      return;
    }
    switch (shelf.mode()) {
      case OPEN_SHELF -> passOpenShelf(session);
      case DOOR -> passDoor(session);
      case WHOLE_FEED -> {
        // Ends with the feed.
      }
    }
  }

  private void passOpenShelf(OpenSession session) {
    long quiet = shelf.nowMicros() - session.activeMicros();
    boolean calm = shelf.signal().restless().isEmpty() && shelf.hasSamples();
    if (quiet >= Timing.LONGEST_UNREST || (calm && quiet >= Timing.QUIET)) {
      end(session);
    }
  }

  private void passDoor(OpenSession session) {
    long now = shelf.nowMicros();
    if (now > session.openedMicros() + Timing.DOOR_LEFT_OPEN && session.alertsDoorOnce()) {
      shelf.out.alert(shelf.wallMicros(), AlertCode.DOOR_LEFT_OPEN, session.id(), 1);
    }
    boolean waited = shelf.hasSamples() && now > shelf.firstSampleMicros() + Timing.LOST_DOOR_CLOSE;
    if (session.isResumed() && !shelf.boards.anyDoorOpen() && waited) {
      shelf.enter(new Phase.Closing(session, now));
    }
  }

  /** Time has passed since the door closed. */
  void passClosing(Phase.Closing closing) {
    long now = shelf.nowMicros();
    long since = closing.closedMicros();
    if (closing.session().isResumed()) {
      since = Math.max(since, Math.min(shelf.firstSampleMicros(), now));
    }
    boolean rested = now >= since + Timing.LEAST_SETTLE && isReadable(closing.session());
    if (rested || now >= since + Timing.LONGEST_SETTLE || shelf.boards.haveAllEnded()) {
      end(closing.session());
    }
  }

  private boolean isReadable(OpenSession session) {
    ShelfSignal plates = shelf.signal();
    return plates.restless().isEmpty()
        && plates.plateaus().keySet().containsAll(session.compared());
  }

  /** Reads the session, makes its outcome durable, and tells it. */
  void end(OpenSession session) {
    long now = shelf.nowMicros();
    ShelfSignal plates = shelf.signal();
    plates.finish();
    plates.drainUnknowns().forEach(session::add);
    SessionReading.Result result =
        new SessionReading(session, plates.plateaus(), shelf.boards, now).read(shelf.windows);
    SessionEntries entries =
        new SessionEntries(session, result, shelf.settings().currency(), shelf.shiftMicros());
    shelf.out.addAll(entries.evidenceToKeep());
    // Kept before the end is durable: a power cut in between reads the session again, from the
    // levels in the journal. The other way round the next session would be read from levels of
    // before this one, and the next shopper would pay for it once more.
    memory.keep(plates.snapshot(now));
    shelf.out.force(shelf.wallMicros(), entries.bodies());
    memory.ended(session.id());
    shelf.out.add(new Effect.Notify(entries.notice(shelf.wallMicros())));
    boolean feed = shelf.mode() == ShelfMode.WHOLE_FEED;
    shelf.enter(feed ? new Phase.Skipping() : new Phase.Idle());
  }
}
