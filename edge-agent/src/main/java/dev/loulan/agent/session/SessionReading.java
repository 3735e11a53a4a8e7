package dev.loulan.agent.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.session.Candidate;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.Reading;
import dev.loulan.inference.session.ReadingPolicy;
import dev.loulan.inference.session.Review;
import dev.loulan.inference.session.SessionEvidence;
import dev.loulan.inference.session.SessionReader;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.Plateau;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Reads a session that is over: what the plates say, across a crash in its middle as well. */
final class SessionReading {
  private final OpenSession session;
  private final Planogram planogram;
  private final SortedMap<PlateId, Plateau> after;
  private final Boards boards;
  private final long atMicros;
  private final List<MeasuredStep> steps;
  private final ComparedPlates compared;
  private final List<PlateId> unreadable = new ArrayList<>();

  /**
   * @param planogram the session's, with what was learned of its goods
   */
  SessionReading(
      OpenSession session,
      Planogram planogram,
      SortedMap<PlateId, Plateau> after,
      Boards boards,
      long atMicros) {
    this.session = session;
    this.planogram = planogram;
    this.after = after;
    this.boards = boards;
    this.atMicros = atMicros;
    this.steps = new ArrayList<>(session.steps());
    this.compared = new ComparedPlates(planogram);
  }

  /**
   * A reading and the steps it rests on.
   *
   * @param acrossBoot whether some of them are differences to a level of before a boot
   */
  record Result(Reading reading, List<MeasuredStep> steps, boolean acrossBoot) {}

  Result read(ReadingPolicy policy, SampleWindows windows) {
    session.before().levelsMg().forEach((plate, before) -> compare(plate, before, windows));
    boardsThatSayNothing();
    unknownAtTheEnd();
    List<WeightEvent> events = events();
    lightGoodsThatCame(events);
    Reading reading =
        new SessionReader(policy)
            .read(new SessionEvidence(events, session.scans(), planogram, answered()));
    compared.plates().stream()
        .filter(plate -> events.stream().noneMatch(e -> e.plates().contains(plate)))
        .forEach(unreadable::add);
    return new Result(
        wholeOrNothing(withUnreadable(withoutPriceless(reading))), steps, isAcrossBoot());
  }

  /** When the shopper was asked and scanned something, not to be asked again before that. */
  private List<Long> answered() {
    List<Long> answered = new ArrayList<>();
    List<Long> asked = session.askedMicros();
    for (int i = 0; i < asked.size(); i++) {
      long from = asked.get(i);
      long until = i + 1 < asked.size() ? asked.get(i + 1) : Long.MAX_VALUE;
      if (session.scans().stream().anyMatch(s -> s.atMicros() >= from && s.atMicros() < until)) {
        answered.add(from);
      }
    }
    return answered;
  }

  private List<WeightEvent> events() {
    List<WeightEvent> across = compared.events();
    List<WeightEvent> events = new ArrayList<>();
    across.stream().filter(e -> e.deltaMg() <= 0).forEach(events::add);
    events.addAll(
        new EventFinder(planogram)
            .find(session.steps().stream().map(MeasuredStep::step).toList(), session.unknowns()));
    across.stream().filter(e -> e.deltaMg() > 0).forEach(events::add);
    return events;
  }

  private void compare(PlateId plate, long beforeMg, SampleWindows windows) {
    if (!session.isCompared(plate)) {
      return;
    }
    Plateau now = after.get(plate);
    if (now == null || !now.settled() || !now.known()) {
      unreadable(plate);
      return;
    }
    long sigma = Math.max(Timing.SIGMA_ACROSS_BOOT_MG, now.sigmaMg());
    // Before this boot first weighed it; what it saw since then is told by itself.
    long delta = now.levelMg() - beforeMg - session.seenMg(plate);
    long begin = Math.min(session.openedMicros(), atMicros);
    Step step = new Step(plate, begin, atMicros, delta, sigma);
    compared.compared(step);
    if (Math.abs(delta) <= 4 * sigma) {
      return;
    }
    if (session.hasGap(plate.board())) {
      compared.add(new UnknownSpan(plate, begin, atMicros, delta, sigma));
    } else {
      compared.add(step);
      steps.add(new MeasuredStep(step, windows.cut(plate, atMicros)));
    }
  }

  private void boardsThatSayNothing() {
    planogram.plates().stream()
        .filter(p -> boards.isSilent(p.board()))
        .filter(p -> session.before().levelsMg().containsKey(p))
        .forEach(this::unreadable);
  }

  /**
   * What is too light for its plate to count may be goods that left before the boot, of which the
   * steps since then know nothing.
   */
  private void lightGoodsThatCame(List<WeightEvent> events) {
    if (compared.plates().isEmpty()) {
      return;
    }
    session.steps().stream()
        .map(MeasuredStep::step)
        .filter(step -> step.deltaMg() > 0)
        .filter(step -> events.stream().noneMatch(e -> isPartOf(step, e)))
        .forEach(step -> unreadable(step.plate()));
  }

  private static boolean isPartOf(Step step, WeightEvent event) {
    return event.plates().contains(step.plate())
        && event.beginMicros() <= step.beginMicros()
        && step.endMicros() <= event.endMicros();
  }

  /**
   * Readings are missing since these plates were last at rest: what left them is not known. The
   * plates of a feed that is over did not all end at one time, so there frames must be missing.
   */
  private void unknownAtTheEnd() {
    after.forEach((plate, now) -> {
      if (!now.known() && (session.hasGap(plate.board()) || !boards.haveAllEnded())) {
        unreadable(plate);
      }
    });
  }

  /**
   * Nothing was known of some plates at the door: what left them before their first sample cannot
   * be told; what was taken later cannot have come back there before.
   */
  private boolean isUnknownFromTheStart() {
    return session.unseen().stream().anyMatch(p -> boards.hasPlate(p) && hasGoods(p));
  }

  private void unreadable(PlateId plate) {
    if (hasGoods(plate)) {
      unreadable.add(plate);
    }
  }

  private boolean hasGoods(PlateId plate) {
    return !planogram.productsOn(plate).isEmpty();
  }

  /** Whatever is not sold under a price and an owner is asked for. */
  private Reading withoutPriceless(Reading reading) {
    List<Line> lines = new ArrayList<>();
    List<Review> reviews = new ArrayList<>(reading.reviews());
    for (Line line : reading.lines()) {
      boolean priced =
          session
              .catalogue()
              .planogram()
              .product(line.gtin())
              .map(p -> p.priceMinor() != null)
              .orElse(false);
      if (priced && session.catalogue().termsOf(line.gtin()).isPresent()) {
        lines.add(line);
      } else {
        reviews.add(new Review(List.of(candidate(line)), Review.Reason.NO_PRICE, line.evidence()));
      }
    }
    return new Reading(lines, reviews, reading.events());
  }

  /**
   * What was taken may have been put back on a plate that does not tell, so that nothing of its
   * board is sold by weight, unless the shopper scanned it when asked what they hold.
   */
  private Reading withUnreadable(Reading reading) {
    if (unreadable.isEmpty() && !isUnknownFromTheStart()) {
      return reading;
    }
    boolean asked = !answered().isEmpty();
    List<Line> lines = new ArrayList<>();
    List<Review> reviews = new ArrayList<>(reading.reviews());
    for (Line line : reading.lines()) {
      boolean scanned = line.evidence().isEmpty() || (asked && session.isScanned(line));
      if (scanned || !isBesideUnreadable(line)) {
        lines.add(line);
      } else {
        reviews.add(
            new Review(List.of(candidate(line)), Review.Reason.SAMPLES_MISSING, line.evidence()));
      }
    }
    if (reviews.stream().noneMatch(r -> r.reason() == Review.Reason.SAMPLES_MISSING)) {
      reviews.add(new Review(List.of(), Review.Reason.SAMPLES_MISSING, List.of()));
    }
    return new Reading(lines, reviews, reading.events());
  }

  private boolean isBesideUnreadable(Line line) {
    return planogram.platesOf(line.gtin()).stream()
        .anyMatch(p -> unreadable.stream().anyMatch(u -> u.board().equals(p.board())));
  }

  private boolean isAcrossBoot() {
    return session.isResumed() || !compared.plates().isEmpty();
  }

  /**
   * Levels across a boot show only what is left of several moves on one plate, and may so speak for
   * a product that was put elsewhere. So a doubt anywhere is a doubt about all, and so is a plate
   * that became heavier: what came there may be more than the difference, and a plate where goods
   * that left may hide behind others that left there.
   */
  private Reading wholeOrNothing(Reading reading) {
    List<WeightEvent> across = compared.events();
    boolean putElsewhere = across.stream().anyMatch(e -> e.deltaMg() > 0);
    boolean hidden =
        reading.lines().stream()
            .filter(line -> line.evidence().stream().anyMatch(e -> isAcross(reading, e, across)))
            .anyMatch(line -> compared.mayHide(line.gtin(), line.quantity()));
    if (!isAcrossBoot() || (reading.reviews().isEmpty() && !putElsewhere && !hidden)) {
      return reading;
    }
    List<Review> reviews = new ArrayList<>(reading.reviews());
    for (Line line : reading.lines()) {
      reviews.add(new Review(List.of(candidate(line)), Review.Reason.AMBIGUOUS, line.evidence()));
    }
    return new Reading(List.of(), reviews, reading.events());
  }

  private static boolean isAcross(Reading reading, int event, List<WeightEvent> across) {
    return across.contains(reading.events().get(event));
  }

  private static Candidate candidate(Line line) {
    return new Candidate(line.gtin(), line.quantity(), line.confidencePpm());
  }
}
