package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.PlateLevels;
import dev.loulan.journal.entry.Tender;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a session: which ones ended, which tenders were used, the levels that the journal
 * has, and what is settled for the next session. Belongs to the machine's thread.
 */
final class ShelfMemory {
  private final LatestNames closedSessions;
  private final LatestNames tenderReferences;
  private final Outbox out;
  private final JournaledLevels levels = new JournaledLevels();
  private PlateauSnapshot kept;
  private @Nullable Opening opening;
  private @Nullable Tender tender;
  private boolean restocking;
  private final PlateChecks checks;
  private final UnitWeights weights;

  ShelfMemory(Recovered recovered, Outbox out) {
    this.closedSessions = new LatestNames(recovered.closedSessions());
    this.tenderReferences = new LatestNames(recovered.tenderReferences());
    this.kept = recovered.levels();
    this.tender = recovered.tender();
    this.restocking = recovered.restocking();
    this.checks = new PlateChecks(recovered.learned().checks());
    this.weights = new UnitWeights(recovered.learned().weights());
    this.out = out;
  }

  boolean hasEnded(String session) {
    return closedSessions.contains(session);
  }

  /** The levels that the shelf had last. */
  PlateauSnapshot kept() {
    return kept;
  }

  /** What an entry lists so that the journal says these levels. */
  PlateLevels list(PlateauSnapshot now) {
    return levels.list(now);
  }

  /** The plates changed while no session was open. */
  void changed(List<PlateId> plates) {
    levels.forget(plates);
  }

  /** A session begins: durable from here on, although its entry rides along. */
  void opened(PlateauSnapshot before, Opening how) {
    kept = before;
    opening = how;
    save();
  }

  /**
   * A session ended, with its levels in the entry that says so: a boot that does not find them
   * would miss what the next shopper takes before the plates have rested.
   */
  void ended(String session, PlateauSnapshot after) {
    closedSessions.add(session);
    kept = after;
    opening = null;
  }

  /**
   * A tender for the next session, which is about to begin; one that was used already is not taken
   * again.
   */
  void tender(Tender given) {
    if (!tenderReferences.contains(given.reference())) {
      tender = given;
      save();
    }
  }

  private void save() {
    out.add(new Effect.KeepShelf(tender, opening));
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

  /** What units weigh. */
  UnitWeights weights() {
    return weights;
  }

  /** What the plate weighed before is not known any more. */
  void forget(PlateId plate) {
    TreeMap<PlateId, Long> known = new TreeMap<>(kept.levelsMg());
    known.remove(plate);
    kept = new PlateauSnapshot(kept.atMicros(), known);
  }

  /**
   * All that was learned, once more in each month: a boot reads only the newest entries, and
   * archives take the others.
   */
  List<Body> learnedAgain(DayClose close) {
    LocalDate from = LocalDate.parse(close.fromDay());
    if (YearMonth.from(from.minusDays(1)).equals(YearMonth.parse(close.toDay().substring(0, 7)))) {
      return List.of();
    }
    List<Body> all = new ArrayList<>(checks.all());
    all.addAll(weights.all());
    return all;
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
