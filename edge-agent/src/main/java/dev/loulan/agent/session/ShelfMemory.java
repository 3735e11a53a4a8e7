package dev.loulan.agent.session;

import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Tender;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a session: which ones ended, which tenders were used, the levels kept for the next
 * boot, and what is settled for the next session. Belongs to the machine's thread.
 */
final class ShelfMemory {
  private final Set<String> closedSessions;
  private final Set<String> tenderReferences;
  private final Outbox out;
  private PlateauSnapshot kept;
  private @Nullable Tender tender;
  private boolean restocking;

  ShelfMemory(Recovered recovered, Outbox out) {
    this.closedSessions = new HashSet<>(recovered.closedSessions());
    this.tenderReferences = new HashSet<>(recovered.tenderReferences());
    this.kept = recovered.levels();
    this.tender = recovered.tender();
    this.restocking = recovered.restocking();
    this.out = out;
  }

  boolean hasEnded(String session) {
    return closedSessions.contains(session);
  }

  void ended(String session) {
    closedSessions.add(session);
  }

  /** The levels that the next boot will know. */
  PlateauSnapshot kept() {
    return kept;
  }

  void keep(PlateauSnapshot levels) {
    kept = levels;
    out.add(new Effect.KeepShelf(levels, tender));
  }

  /** A tender for the next session; one that was used already is not taken again. */
  void tender(Tender given) {
    if (!tenderReferences.contains(given.reference())) {
      tender = given;
      out.add(new Effect.KeepShelf(kept, tender));
    }
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
