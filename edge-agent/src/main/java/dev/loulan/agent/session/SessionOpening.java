package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Door;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.journal.entry.Tender;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session: durable with the levels before it, then told. Belongs to the machine's thread.
 */
final class SessionOpening {
  private final ShelfState shelf;
  private final ShelfMemory memory;

  SessionOpening(ShelfState shelf, ShelfMemory memory) {
    this.shelf = shelf;
    this.memory = memory;
  }

  /** Puts the shelf into the session that an earlier boot left open. */
  void takeUp(Recovered.Session open) {
    Set<PlateId> all = open.before().levelsMg().keySet();
    OpenSession session =
        new OpenSession(
            open.id(),
            open.before(),
            open.tender(),
            shelf.documents.current(),
            all,
            without(open.before()),
            true,
            open.restock());
    open.scans().forEach(session::add);
    open.boardsWithGaps().forEach(session::gap);
    Long closed = open.doorClosedMicros();
    shelf.enter(closed == null ? new Phase.Open(session) : new Phase.Closing(session, closed));
  }

  /**
   * Opens it, unless it ended before a crash: then its frames are skipped.
   *
   * @param door whose opening begins it; null when none does
   */
  void open(String id, PlateauSnapshot before, @Nullable Door door, long atMicros) {
    if (memory.hasEnded(id)) {
      shelf.enter(new Phase.Skipping());
      return;
    }
    Set<PlateId> fromEarlier = new TreeSet<>(before.levelsMg().keySet());
    fromEarlier.removeAll(shelf.signal().plateaus().keySet());
    Tender tender = memory.useTender();
    OpenSession session =
        new OpenSession(
            id,
            before,
            tender,
            shelf.documents.current(),
            fromEarlier,
            unseen(before),
            false,
            memory.isRestocking());
    SessionOpened opened = new SessionOpened(id, tender, memory.list(before));
    if (shelf.isLocked()) {
      shelf.out.alert(atMicros, AlertCode.OPENED_LOCKED, id, 1);
    }
    List<Body> entries = door == null ? List.of(opened) : List.of(door, opened);
    shelf.out.append(atMicros, entries);
    memory.opened(
        before,
        new Opening(atMicros, shelf.out.isTrusted(), door == null ? null : door.door(), opened));
    shelf.out.add(
        new Effect.Notify(
            new SessionNotice(
                id, SessionNotice.State.OPENED, atMicros, null, List.of(), SessionRead.NOTHING)));
    session.active(shelf.nowMicros());
    shelf.enter(new Phase.Open(session));
  }

  /** A feed begins with its session, so that nothing was on its plates before. */
  private Set<PlateId> unseen(PlateauSnapshot before) {
    if (shelf.mode() == ShelfMode.WHOLE_FEED) {
      return Set.of();
    }
    Set<PlateId> unseen = without(before);
    unseen.removeAll(shelf.signal().plateaus().keySet());
    return unseen;
  }

  private Set<PlateId> without(PlateauSnapshot before) {
    Set<PlateId> plates = new TreeSet<>(shelf.documents.current().planogram().plates());
    plates.removeAll(before.levelsMg().keySet());
    return plates;
  }

  /** The levels known now; for plates that have none since the boot, those kept before it. */
  PlateauSnapshot snapshot() {
    TreeMap<PlateId, Long> levels = new TreeMap<>(memory.kept().levelsMg());
    shelf
        .signal()
        .plateaus()
        .forEach((plate, plateau) -> {
          levels.remove(plate);
          if (plateau.known()) {
            levels.put(plate, plateau.levelMg());
          }
        });
    return new PlateauSnapshot(shelf.nowMicros(), levels);
  }
}
