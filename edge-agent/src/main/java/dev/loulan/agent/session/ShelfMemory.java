package dev.loulan.agent.session;

import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Tender;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a session: which ones ended, which tenders were used, the levels kept for the next
 * boot, and what is settled for the next session. Belongs to the machine's thread.
 */
final class ShelfMemory {
  private static final PlateauSnapshot NO_LEVELS =
      new PlateauSnapshot(Long.MIN_VALUE, new TreeMap<>());

  private final Set<String> closedSessions;
  private final Set<String> tenderReferences;
  private final Outbox out;
  private PlateauSnapshot kept;
  private boolean onDisk;
  private @Nullable Tender tender;
  private boolean restocking;
  private final PlateChecks checks;

  ShelfMemory(Recovered recovered, Outbox out) {
    this.closedSessions = new HashSet<>(recovered.closedSessions());
    this.tenderReferences = new HashSet<>(recovered.tenderReferences());
    this.kept = recovered.levels();
    this.onDisk = !kept.levelsMg().isEmpty();
    this.tender = recovered.tender();
    this.restocking = recovered.restocking();
    this.checks = new PlateChecks(recovered.checks());
    this.out = out;
  }

  boolean hasEnded(String session) {
    return closedSessions.contains(session);
  }

  /** The levels that the shelf had last. */
  PlateauSnapshot kept() {
    return kept;
  }

  /**
   * A session begins: the levels that are kept on disk do not hold any more. The journal has those
   * before the session.
   */
  void opened(PlateauSnapshot before) {
    kept = before;
    if (onDisk) {
      save(NO_LEVELS);
    }
  }

  /**
   * A session ended. Its levels reach the disk at once: a boot that does not find them would miss
   * what the next shopper takes before the plates have rested.
   */
  void ended(String session, PlateauSnapshot levels) {
    closedSessions.add(session);
    kept = levels;
    save(levels);
  }

  /** The shelf is left in order: the next boot will know all that this one does. */
  void leave() {
    if (!onDisk && !kept.levelsMg().isEmpty()) {
      save(kept);
    }
  }

  /**
   * A tender for the next session, which is about to begin; one that was used already is not taken
   * again.
   */
  void tender(Tender given) {
    if (!tenderReferences.contains(given.reference())) {
      tender = given;
      save(onDisk ? kept : NO_LEVELS);
    }
  }

  private void save(PlateauSnapshot levels) {
    onDisk = !levels.levelsMg().isEmpty();
    out.add(new Effect.KeepShelf(levels, tender));
  }

  boolean hasTender() {
    return tender != null;
  }

  /** The tender of the session that opens; the next one has none until it is given. */
  @Nullable Tender useTender() {
    Tender used = tender;
    if (used != null) {
      tenderReferences.add(used.reference());
    }
    tender = null;
    return used;
  }

  /** How far plates have drifted. */
  PlateChecks checks() {
    return checks;
  }

  boolean isRestocking() {
    return restocking;
  }

  /** Counts from the next session on; one that is open stays what it is. */
  void restocking(boolean on, long atMicros) {
    if (on != restocking) {
      restocking = on;
      out.force(atMicros, List.<Body>of(RestockMode.entry(on)));
    }
  }
}
