package dev.loulan.inference.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Combines the steps of plates into weight events.
 *
 * <p>A product that stands on several plates, or across the edge of two, changes them at the same
 * time; so steps that overlap in time on plates that lie side by side or share a product are
 * summed, unless each of them fits a product of its own plate. A neighbour's small change by
 * crosstalk is summed as well, but makes no event alone. An event must be as heavy as a quarter of
 * the lightest product that stands there, or as a unit that was taken before and may be put back
 * there.
 */
public final class EventFinder {
  private static final long TOGETHER_MICROS = 300_000;
  private static final long LEAST_EVENT_MG = 4_000;
  private static final long LEAST_EVENT_ON_EMPTY_PLATE_MG = 20_000;
  private static final double SIGMAS = 4.0;

  /** Between this and {@link #SIGMAS} a change may be goods; nothing is sold by it alone. */
  private static final double DOUBTFUL_SIGMAS = 2.5;

  /** A plate that rings goes farther than its new level by at most this share of the change. */
  private static final double RINGING = 0.5;

  /** Share of the lighter goods' weight by which a plate has gone down when they were two. */
  private static final double LIFTED = 0.75;

  /** A neighbour's change by crosstalk is at most this part of the change. */
  private static final long CROSSTALK = 10;

  private final Planogram planogram;

  public EventFinder(Planogram planogram) {
    this.planogram = planogram;
  }

  /**
   * The events of a session, by begin, takes first. Pure: the same steps give the same events.
   *
   * @param steps all steps of the session, because a return is told by what was taken before
   */
  public List<WeightEvent> find(List<Step> steps, List<UnknownSpan> unknowns) {
    List<Step> unsure = unknowns.stream().map(EventFinder::asStep).toList();
    List<Step> all = new ArrayList<>(unsure);
    all.addAll(steps);
    CarriedGoods carried = new CarriedGoods(planogram, all);
    List<Group> groups = new ArrayList<>();
    unsure.forEach(step -> seed(groups, step, true));
    List<Step> ordered = new ArrayList<>(steps);
    ordered.removeIf(step -> {
      boolean two = mayBeTwo(step, carried);
      if (two) {
        seed(groups, step, true);
      }
      return two;
    });
    ordered.sort(Comparator.comparingLong(Step::beginMicros).thenComparing(Step::plate));
    List<Step> weak = new ArrayList<>();
    for (Step step : ordered) {
      if (Math.abs(step.deltaMg()) >= Math.min(strongMg(step.plate()), carriedMg(carried, step))) {
        seed(groups, step, false);
      } else {
        weak.add(step);
      }
    }
    // First what may be one unit on the plates of its product; a neighbour's step comes after that.
    merge(groups, (a, b) -> shareAProduct(a, b) && belongTogether(a, b, carried));
    weak.removeIf(step -> attach(groups, step, group -> isPartOfAUnit(step, group)));
    merge(groups, (a, b) -> belongTogether(a, b, carried));
    weak.forEach(step -> attach(groups, step, _ -> true));
    return groups.stream()
        .filter(group -> isHeavyEnough(group, carried))
        .map(Group::event)
        .sorted(
            Comparator.comparingLong(WeightEvent::beginMicros)
                .thenComparing(e -> e.deltaMg() > 0)
                .thenComparing(e -> e.plates().getFirst()))
        .toList();
  }

  private static Step asStep(UnknownSpan span) {
    return new Step(
        span.plate(),
        Math.min(span.beginMicros(), span.endMicros()),
        span.endMicros(),
        span.deltaMg(),
        span.sigmaMg());
  }

  private static void seed(List<Group> groups, Step step, boolean unknown) {
    groups.add(new Group(step, unknown));
  }

  private void merge(List<Group> groups, BiPredicate<Group, Group> areOne) {
    for (int i = 0; i < groups.size(); i++) {
      for (int j = i + 1; j < groups.size(); j++) {
        if (areOne.test(groups.get(i), groups.get(j))) {
          join(groups.get(i), groups.remove(j));
          j = i;
        }
      }
    }
  }

  /**
   * What a neighbour reads of a change that is a product by itself, and less of one with the
   * neighbour's part, says nothing of the weight.
   */
  private void join(Group group, Group other) {
    if (isEcho(other, group)) {
      return;
    }
    if (isEcho(group, other)) {
      group.become(other);
      return;
    }
    group.add(other);
  }

  private boolean isEcho(Group small, Group large) {
    return !small.unknown
        && areOfOneSide(small, large)
        && CROSSTALK * Math.abs(small.deltaMg) <= Math.abs(large.deltaMg)
        && fitsOwn(large)
        && !fitsOwn(small)
        && offMg(large, large.deltaMg) < offMg(large, large.deltaMg + small.deltaMg);
  }

  /** How far a weight is from whole units of the nearest product of a group's plates. */
  private long offMg(Group group, long deltaMg) {
    long weight = Math.abs(deltaMg);
    return own(group)
        .flatMap(product -> Stream.ofNullable(product.unitWeightMg()))
        .mapToLong(unit ->
            Math.abs(weight - unit * Math.max(1, Math.ceilDiv(2 * weight - unit, 2 * unit))))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private boolean belongTogether(Group a, Group b, CarriedGoods carried) {
    return a.overlaps(b.beginMicros, b.endMicros)
        && a.steps.stream().anyMatch(s -> b.steps.stream().anyMatch(t -> areNear(s, t)))
        && (areOfOneSide(a, b)
            ? a.unknown || b.unknown || !areTwo(a, b, carried)
            : isShiftOrCrosstalk(a, b, carried));
  }

  /**
   * Whether two changes to the same side are two products: each stands for itself, and they are not
   * the two halves of one that stands across both plates.
   */
  private boolean areTwo(Group a, Group b, CarriedGoods carried) {
    boolean halves = !fitsOwn(a) && !fitsOwn(b) && fitsAcross(a, b);
    return !halves && fitsAlone(a, carried) && fitsAlone(b, carried);
  }

  private boolean shareAProduct(Group a, Group b) {
    return own(a).anyMatch(p -> own(b).anyMatch(p::equals));
  }

  private boolean fitsAcross(Group a, Group b) {
    long delta = a.deltaMg + b.deltaMg;
    long sigma = Math.round(StrictMath.sqrt(a.variance + b.variance));
    return own(a)
        .filter(p -> own(b).anyMatch(p::equals))
        .anyMatch(p -> WeightModel.fits(p, delta, sigma));
  }

  private boolean fitsOwn(Group group) {
    return own(group).anyMatch(p -> WeightModel.fits(p, group.deltaMg, group.sigmaMg()));
  }

  private Stream<Product> own(Group group) {
    return group.plates().stream().flatMap(p -> planogram.productsOn(p).stream());
  }

  private static boolean areOfOneSide(Group a, Group b) {
    return (a.deltaMg < 0) == (b.deltaMg < 0);
  }

  /**
   * One plate up, one down: goods that were pushed over, unless one of the two stands for itself.
   */
  private boolean isShiftOrCrosstalk(Group a, Group b, CarriedGoods carried) {
    Group small = Math.abs(a.deltaMg) < Math.abs(b.deltaMg) ? a : b;
    Group large = small == a ? b : a;
    boolean crosstalk = CROSSTALK * Math.abs(small.deltaMg) <= Math.abs(large.deltaMg);
    return !fitsAlone(small, carried) && (crosstalk || !fitsAlone(large, carried));
  }

  /**
   * A small step belongs to the change that it brings nearest to whole units: it may be the lighter
   * part of a unit on two plates, while a neighbour's goods leave as well.
   */
  private boolean attach(List<Group> groups, Step step, Predicate<Group> to) {
    Optional<Group> nearest =
        groups.stream()
            .filter(group -> group.steps.stream().anyMatch(s -> areNear(s, step)))
            .filter(group -> group.overlaps(step.beginMicros(), step.endMicros()))
            .filter(to)
            .min(Comparator.comparingLong(group -> nearerMg(step, group)));
    nearest.ifPresent(group -> join(group, new Group(step, false)));
    return nearest.isPresent();
  }

  private boolean isPartOfAUnit(Step step, Group group) {
    return (step.deltaMg() < 0) == (group.deltaMg < 0)
        && group.plates().stream()
            .anyMatch(plate -> !plate.equals(step.plate()) && shareAProduct(plate, step.plate()))
        && nearerMg(step, group) < 0;
  }

  /**
   * By how much a change with the step is farther from whole units than without; negative: nearer.
   */
  private long nearerMg(Step step, Group group) {
    return offMg(group, group.deltaMg + step.deltaMg()) - offMg(group, group.deltaMg);
  }

  private boolean areNear(Step a, Step b) {
    return a.plate().equals(b.plate())
        || a.plate().isBeside(b.plate())
        || (a.plate().isOnShelfOf(b.plate()) && shareAProduct(a.plate(), b.plate()));
  }

  private boolean shareAProduct(PlateId a, PlateId b) {
    return planogram.productsOn(a).stream().anyMatch(p -> planogram.platesOf(p.gtin()).contains(b));
  }

  /** Whether the weight alone is a few units of one product of these plates, or put back there. */
  private boolean fitsAlone(Group group, CarriedGoods carried) {
    return Stream.concat(own(group), group.steps.stream().flatMap(carried::of))
        .anyMatch(p -> WeightModel.fits(p, group.deltaMg, group.sigmaMg()));
  }

  private static long carriedMg(CarriedGoods carried, Step step) {
    return Math.max(LEAST_EVENT_MG, carried.leastMg(step));
  }

  private long strongMg(PlateId plate) {
    long lightest = lightestMg(plate);
    return lightest == 0 ? LEAST_EVENT_ON_EMPTY_PLATE_MG : Math.max(3_000, lightest / 4);
  }

  private boolean isHeavyEnough(Group group, CarriedGoods carried) {
    long least = Long.MAX_VALUE;
    for (PlateId plate : group.plates()) {
      long lightest = lightestMg(plate);
      least = lightest == 0 ? least : Math.min(least, Math.max(LEAST_EVENT_MG, lightest / 4));
    }
    least = least == Long.MAX_VALUE ? LEAST_EVENT_ON_EMPTY_PLATE_MG : least;
    for (Step step : group.steps) {
      least = Math.min(least, carriedMg(carried, step));
    }
    long weight = Math.abs(group.deltaMg);
    boolean sure = group.unknown || weight >= SIGMAS * group.sigmaMg();
    boolean doubtful = weight >= DOUBTFUL_SIGMAS * group.sigmaMg() && weight >= 2 * least;
    return (weight >= least && (sure || doubtful)) || (group.unknown && mayHide(group, carried));
  }

  /**
   * Whether goods of the plate may have left and others come in one change: it weighs like that,
   * and the plate meanwhile went so low as it does when they leave first.
   */
  private boolean mayBeTwo(Step step, CarriedGoods carried) {
    long dip = step.dipMg();
    if (dip < RINGING * Math.abs(step.deltaMg())) {
      return false;
    }
    return planogram.productsOn(step.plate()).stream()
        .filter(left -> left.unitWeightMg() != null)
        .anyMatch(left ->
            carried
                .takenBefore(step)
                .anyMatch(came ->
                    !came.equals(left)
                        && dip >= LIFTED * lighterMg(left, came)
                        && WeightModel.mayMix(left, came, step.deltaMg(), step.sigmaMg())));
  }

  private static double lighterMg(Product left, Product came) {
    return Math.min(WeightModel.weightMg(left), WeightModel.weightMg(came));
  }

  /** Whether a change that is not told may be goods that left and others that came. */
  private boolean mayHide(Group group, CarriedGoods carried) {
    return own(group)
        .filter(left -> left.unitWeightMg() != null)
        .anyMatch(left ->
            group.steps.stream()
                .flatMap(carried::takenBefore)
                .anyMatch(came ->
                    !came.equals(left)
                        && WeightModel.mayMix(left, came, group.deltaMg, group.sigmaMg())));
  }

  private long lightestMg(PlateId plate) {
    long lightest = 0;
    for (Product product : planogram.productsOn(plate)) {
      Long mg = product.unitWeightMg();
      if (mg != null && (lightest == 0 || mg < lightest)) {
        lightest = mg;
      }
    }
    return lightest;
  }

  /** Steps that are being gathered into one event. */
  private static final class Group {
    private final List<Step> steps = new ArrayList<>();
    private boolean unknown;
    private long beginMicros;
    private long endMicros;
    private long deltaMg;
    private double variance;

    Group(Step step, boolean unknown) {
      steps.add(step);
      this.unknown = unknown;
      beginMicros = step.beginMicros();
      endMicros = step.endMicros();
      deltaMg = step.deltaMg();
      variance = (double) step.sigmaMg() * step.sigmaMg();
    }

    boolean overlaps(long begin, long end) {
      return begin - TOGETHER_MICROS <= endMicros && beginMicros <= end + TOGETHER_MICROS;
    }

    /** Forgets its own change for the other's. */
    void become(Group other) {
      steps.clear();
      steps.addAll(other.steps);
      unknown = other.unknown;
      beginMicros = other.beginMicros;
      endMicros = other.endMicros;
      deltaMg = other.deltaMg;
      variance = other.variance;
    }

    void add(Group other) {
      steps.addAll(other.steps);
      unknown |= other.unknown;
      beginMicros = Math.min(beginMicros, other.beginMicros);
      endMicros = Math.max(endMicros, other.endMicros);
      deltaMg += other.deltaMg;
      variance += other.variance;
    }

    long sigmaMg() {
      return Math.round(StrictMath.sqrt(variance));
    }

    List<PlateId> plates() {
      return steps.stream().map(Step::plate).distinct().sorted().toList();
    }

    WeightEvent event() {
      WeightEvent.Kind known = deltaMg < 0 ? WeightEvent.Kind.TAKE : WeightEvent.Kind.RETURN;
      return new WeightEvent(
          steps.getFirst().plate().board(),
          plates(),
          beginMicros,
          endMicros,
          deltaMg,
          sigmaMg(),
          unknown || Math.abs(deltaMg) < SIGMAS * sigmaMg() ? WeightEvent.Kind.UNKNOWN : known);
    }
  }
}
