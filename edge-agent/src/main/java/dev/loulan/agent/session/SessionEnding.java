package dev.loulan.agent.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.Reading;
import dev.loulan.inference.session.ReadingPolicy;
import dev.loulan.inference.session.Review;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.journal.entry.Body;
import java.util.ArrayList;
import java.util.List;

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
      endOrAsk(session);
    }
  }

  private void passDoor(OpenSession session) {
    long now = shelf.nowMicros();
    if (now > session.openedMicros() + Timing.DOOR_LEFT_OPEN && session.alertsDoorOnce()) {
      shelf.out.alert(shelf.wallMicros(), AlertCode.DOOR_LEFT_OPEN, session.id(), 1);
    }
    // A board says how its door is now and sends then what it kept, in which hands may still be.
    long last = Math.max(shelf.firstSampleMicros(), session.activeMicros());
    boolean waited = shelf.hasSamples() && now > last + Timing.LOST_DOOR_CLOSE;
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
    if (shelf.boards.haveAllEnded()) {
      end(closing.session());
    } else if (rested || now >= since + Timing.LONGEST_SETTLE) {
      endOrAsk(closing.session());
    }
  }

  /** Time has passed since the shopper was asked to scan. */
  void passAsking(Phase.Asking asking) {
    OpenSession session = asking.session();
    long now = shelf.nowMicros();
    long scanned = session.scannedMicros();
    if (shelf.boards.haveAllEnded()) {
      end(session);
    } else if (session.activeMicros() > asking.sinceMicros()) {
      boolean door = shelf.mode() == ShelfMode.DOOR;
      shelf.enter(door ? new Phase.Closing(session, now) : new Phase.Open(session));
    } else if (scanned >= asking.sinceMicros()) {
      if (now >= scanned + Timing.ANSWER_QUIET) {
        endOrAsk(session);
      }
    } else if (now >= asking.sinceMicros() + Timing.ANSWER) {
      end(session);
    }
  }

  private boolean isReadable(OpenSession session) {
    ShelfSignal plates = shelf.signal();
    return plates.restless().isEmpty()
        && plates.plateaus().keySet().containsAll(session.compared());
  }

  /** Ends the session unless it is in doubt and the shopper may still say what they hold. */
  private void endOrAsk(OpenSession session) {
    if (!mayAsk(session)) {
      end(session);
      return;
    }
    SessionReading.Result doubtful =
        read(session, ReadingPolicy.asking(!session.askedMicros().isEmpty()));
    boolean scansHelp =
        doubtful.reading().reviews().stream().anyMatch(r -> r.reason() != Review.Reason.NO_PRICE);
    if (scansHelp && !doubtful.acrossBoot()) {
      long now = shelf.nowMicros();
      session.asked(now);
      shelf.out.add(new Effect.Notify(entries(session, doubtful).asking(shelf.wallMicros())));
      shelf.enter(new Phase.Asking(session, now));
    } else {
      end(session);
    }
  }

  /** Across a boot a doubt stays, whatever is scanned; goods that are delivered are not scanned. */
  private boolean mayAsk(OpenSession session) {
    return shelf.boards.hasScanner()
        && !session.isRestock()
        && session.askedMicros().size() < Timing.MOST_ASKS;
  }

  /** Reads the session, makes its outcome durable, and tells it. */
  void end(OpenSession session) {
    end(session, read(session, ReadingPolicy.DEFAULT));
  }

  /** Plates that still ring give their last step now, or say that it is not known. */
  private SessionReading.Result read(OpenSession session, ReadingPolicy policy) {
    ShelfSignal plates = shelf.signal();
    plates.finish();
    plates.drainSteps().forEach(step -> session.add(shelf.windows.measured(step)));
    plates.drainUnknowns().forEach(session::add);
    return new SessionReading(
            session, learned(session), plates.plateaus(), shelf.boards, shelf.nowMicros())
        .read(policy, shelf.windows);
  }

  private Planogram learned(OpenSession session) {
    return memory.weights().of(session.catalogue().planogram());
  }

  private SessionEntries entries(OpenSession session, SessionReading.Result result) {
    return new SessionEntries(
        session, learned(session), result, shelf.settings().currency(), shelf.shiftMicros());
  }

  /** What the session taught of goods and plates, to be journaled. */
  private List<Body> lessons(OpenSession session, Reading reading) {
    Planogram published = session.catalogue().planogram();
    List<WeightEvent> events = reading.events();
    if (!session.isRestock()) {
      return memory.weights().learn(published, events, reading.lines(), session::isScanned);
    }
    List<Line> delivered = new Deliveries(session.catalogue(), learned(session), events).lines();
    List<Body> lessons =
        new ArrayList<>(memory.checks().learn(session.catalogue(), events, delivered));
    lessons.addAll(memory.weights().learn(published, events, delivered, _ -> true));
    return lessons;
  }

  private void end(OpenSession session, SessionReading.Result result) {
    SessionEntries entries = entries(session, result);
    shelf.out.addAll(entries.evidenceToKeep());
    PlateauSnapshot after = shelf.signal().snapshot(shelf.nowMicros());
    List<Body> bodies = new ArrayList<>(entries.bodies(memory.list(after)));
    // After everything else, because steps are named by their place among what is appended.
    bodies.addAll(lessons(session, result.reading()));
    shelf.out.force(shelf.wallMicros(), bodies);
    memory.ended(session.id(), after);
    shelf.out.add(new Effect.Notify(entries.notice(shelf.wallMicros())));
    boolean feed = shelf.mode() == ShelfMode.WHOLE_FEED;
    shelf.enter(feed ? new Phase.Skipping() : new Phase.Idle());
  }
}
