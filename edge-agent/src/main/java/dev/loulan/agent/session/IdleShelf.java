package dev.loulan.agent.session;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import dev.loulan.journal.entry.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Steps, and what they mean while no session is open: the first of one on a shelf without a door,
 * else an entry of their own. Belongs to the machine's thread.
 */
final class IdleShelf {
  private final ShelfState shelf;
  private final ShelfMemory memory;
  private final Recovered recovered;
  private final SessionOpening opening;
  private final SessionEnding ending;
  private final List<MeasuredStep> steps = new ArrayList<>();
  private final List<UnknownSpan> unknowns = new ArrayList<>();

  IdleShelf(
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

  /** Hands the steps that a frame brought to the session, or keeps them while there is none. */
  void collect(long stream, Frame frame) {
    List<Step> newSteps = shelf.signal().drainSteps();
    List<UnknownSpan> newUnknowns = shelf.signal().drainUnknowns();
    OpenSession session = shelf.session();
    for (Step step : newSteps) {
      MeasuredStep measured = shelf.windows.measured(step);
      if (session != null) {
        session.add(measured);
        session.active(shelf.nowMicros());
      } else if (step.endMicros() > recovered.lastMicros()) {
        steps.add(measured);
      }
    }
    for (UnknownSpan span : newUnknowns) {
      if (session != null) {
        session.add(span);
      } else if (span.endMicros() > recovered.lastMicros()) {
        unknowns.add(span);
      }
    }
    boolean isNew = !newSteps.isEmpty() || !newUnknowns.isEmpty();
    if (isNew && shelf.isIdle() && shelf.mode() == ShelfMode.OPEN_SHELF) {
      openAtFirstStep(stream, frame);
    }
  }

  private void openAtFirstStep(long stream, Frame frame) {
    if (events().isEmpty()) {
      return;
    }
    TreeMap<PlateId, Long> levels = new TreeMap<>(opening.snapshot().levelsMg());
    steps.forEach(
        s -> levels.computeIfPresent(s.step().plate(), (_, mg) -> mg - s.step().deltaMg()));
    unknowns.forEach(s -> levels.computeIfPresent(s.plate(), (_, mg) -> mg - s.deltaMg()));
    opening.open(
        SessionIds.of(frame.board(), stream, frame.sequence()),
        new PlateauSnapshot(shelf.nowMicros(), levels),
        null,
        shelf.wallMicros());
    OpenSession session = shelf.session();
    if (session != null) {
      steps.forEach(session::add);
      unknowns.forEach(session::add);
    }
    forget();
  }

  private List<WeightEvent> events() {
    return new EventFinder(shelf.documents.current().planogram())
        .find(steps.stream().map(MeasuredStep::step).toList(), unknowns);
  }

  private void forget() {
    steps.clear();
    unknowns.clear();
  }

  /** Time has passed with no session open. */
  void pass() {
    boolean warm = shelf.nowMicros() >= shelf.firstSampleMicros() + Timing.WARM_UP;
    if (shelf.mode() == ShelfMode.WHOLE_FEED
        && shelf.hasSamples()
        && (warm || isAtRest() || shelf.boards.haveAllEnded())) {
      shelf.boards.feedId().ifPresent(this::openFeed);
    } else if (!steps.isEmpty() || !unknowns.isEmpty()) {
      journalSteps();
    }
  }

  private void openFeed(String id) {
    boolean over = shelf.boards.haveAllEnded();
    if (over && memory.hasEnded(id)) {
      return;
    }
    opening.open(id, opening.snapshot(), null, shelf.wallMicros());
    OpenSession session = shelf.session();
    if (over && session != null) {
      ending.end(session);
    }
  }

  private boolean isAtRest() {
    ShelfSignal plates = shelf.signal();
    return plates.plateaus().size() == shelf.boards.plates() && plates.restless().isEmpty();
  }

  private void journalSteps() {
    long last =
        Math.max(
            steps.stream().mapToLong(s -> s.step().endMicros()).max().orElse(Long.MIN_VALUE),
            unknowns.stream().mapToLong(UnknownSpan::endMicros).max().orElse(Long.MIN_VALUE));
    if (shelf.nowMicros() < last + Timing.KEPT_BY_BOARD) {
      return;
    }
    List<Body> entries = new ArrayList<>();
    for (WeightEvent event : events()) {
      entries.add(SessionEntries.entry(null, event, shelf.shiftMicros()));
      memory.changed(event.plates());
    }
    if (!entries.isEmpty()) {
      // At once: a boot must not compare the next session with levels of before.
      shelf.out.force(shelf.wallMicros(), entries);
    }
    forget();
  }
}
