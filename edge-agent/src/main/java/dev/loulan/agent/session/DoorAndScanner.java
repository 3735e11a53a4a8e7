package dev.loulan.agent.session;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.Scan;
import java.util.List;

/**
 * Door changes and scans: journaled once each, and a session where a door begins or ends one.
 * Belongs to the machine's thread.
 */
final class DoorAndScanner {
  private final ShelfState shelf;
  private final ShelfMemory memory;
  private final Recovered recovered;
  private final SessionOpening opening;
  private final SessionEnding ending;

  DoorAndScanner(
      ShelfState shelf,
      ShelfMemory memory,
      Recovered recovered,
      SessionOpening opening,
      SessionEnding ending) {
    this.shelf = shelf;
    this.memory = memory;
    this.recovered = recovered;
    this.opening = opening;
    this.ending = ending;
  }

  void door(long stream, Frame.Door frame) {
    boolean same = shelf.boards.door(frame.board(), frame.open());
    if (isJournaled(frame.board(), frame.atMicros(), String.valueOf(frame.open()))) {
      skipWhatEnded(stream, frame);
      return;
    }
    Door entry = new Door(frame.board(), frame.open());
    if (frame.open()) {
      opened(stream, frame, entry, same);
    } else if (shelf.phase() instanceof Phase.Open open && !shelf.boards.anyDoorOpen()) {
      // Rides along with what the session comes to. Lost, the board's hello says that it is closed.
      shelf.out.append(frame.atMicros(), entry);
      shelf.enter(new Phase.Closing(open.session(), shelf.nowMicros()));
    } else {
      shelf.out.append(frame.atMicros(), entry);
      leaveSkipping();
    }
  }

  private boolean isJournaled(String board, long atMicros, String what) {
    return recovered.seen().contains(Recovered.key(board, atMicros, what));
  }

  private void skipWhatEnded(long stream, Frame.Door frame) {
    String id = SessionIds.of(frame.board(), stream, frame.sequence());
    if (frame.open() && shelf.isIdle() && memory.hasEnded(id)) {
      shelf.enter(new Phase.Skipping());
    } else if (!frame.open()) {
      leaveSkipping();
    }
  }

  private void leaveSkipping() {
    if (shelf.phase() instanceof Phase.Skipping) {
      shelf.enter(new Phase.Idle());
    }
  }

  private void opened(long stream, Frame.Door frame, Door entry, boolean same) {
    leaveSkipping();
    switch (shelf.phase()) {
      case Phase.Open lostItsEnd when same -> ending.end(lostItsEnd.session());
      case Phase.Closing shopper when memory.hasTender() -> ending.end(shopper.session());
      case Phase.Asking doubtful -> ending.end(doubtful.session());
      case Phase.Open _, Phase.Closing _, Phase.Idle _, Phase.Skipping _ -> {
        // No session that this door change ends.
      }
    }
    switch (shelf.phase()) {
      case Phase.Idle _ ->
          opening.open(
              SessionIds.of(frame.board(), stream, frame.sequence()),
              opening.snapshot(),
              entry,
              frame.atMicros());
      case Phase.Closing closing -> {
        shelf.out.force(frame.atMicros(), List.of(entry));
        shelf.enter(new Phase.Open(closing.session()));
      }
      case Phase.Open _, Phase.Asking _, Phase.Skipping _ ->
          shelf.out.append(frame.atMicros(), entry);
    }
  }

  void scan(Frame.Scan frame) {
    shelf.boards.scanned();
    if (isJournaled(frame.board(), frame.atMicros(), frame.code())) {
      return;
    }
    OpenSession session = shelf.session();
    Scan entry = new Scan(session == null ? null : session.id(), frame.board(), frame.code());
    if (session == null) {
      shelf.out.append(frame.atMicros(), entry);
      return;
    }
    shelf.out.force(frame.atMicros(), List.of(entry));
    long at = frame.atMicros() + shelf.shiftMicros();
    ScannedCode.gtin(frame.code())
        .ifPresent(gtin -> session.add(new dev.loulan.inference.session.Scan(gtin, at)));
  }
}
