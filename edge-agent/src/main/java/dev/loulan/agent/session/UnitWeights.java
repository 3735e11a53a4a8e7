package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.inference.learning.UnitWeight;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.journal.entry.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the units of each product weigh, learned from what is sure without their exact weight:
 * deliveries, and takes that the shopper scanned. Kept in the journal, so that the next boot goes
 * on with it. Belongs to the machine's thread.
 *
 * <p>Learning is bounded: a mean farther than a twentieth from the planogram's weight is not
 * followed, because then goods and planogram do not belong together, or a plate is to be
 * calibrated.
 */
final class UnitWeights {
  private static final double FARTHEST = 0.05;

  /** From so many observations on only each tenth is journaled: one hardly moves the mean. */
  private static final int WELL_KNOWN = 10;

  private final SortedMap<Gtin, LearnedUnit> units;

  /**
   * @param known as {@link LearnedUnit#of} read them from the journal
   */
  UnitWeights(Map<Gtin, LearnedUnit> known) {
    this.units = new TreeMap<>(known);
  }

  /** The planogram with what was learned since it was published. */
  Planogram of(Planogram published) {
    TreeMap<Gtin, Product> products = new TreeMap<>(published.products());
    units.forEach((gtin, unit) ->
        products.computeIfPresent(
            gtin, (_, product) -> unit.isOf(product) ? unit.weight().of(product) : product));
    return new Planogram(published.version(), products, published.places());
  }

  /** All that was learned, as the journal says it. */
  List<Body> all() {
    List<Body> all = new ArrayList<>();
    units.forEach((gtin, unit) -> all.add(unit.entry(gtin)));
    return all;
  }

  /**
   * Learns from what was read.
   *
   * @param lines with indexes into {@code events}; one that shares its event teaches nothing
   * @param isCertain whether the number of units is known by more than their weight
   * @return what is to be journaled
   */
  List<Body> learn(
      Planogram published, List<WeightEvent> events, List<Line> lines, Predicate<Line> isCertain) {
    List<Body> learned = new ArrayList<>();
    for (Line line : lines) {
      Optional<Product> product = published.product(line.gtin());
      boolean weighed = product.map(p -> p.unitWeightMg() != null).orElse(false);
      if (weighed && PlateChecks.isAlone(lines, line) && isCertain.test(line)) {
        WeightEvent event = events.get(line.evidence().getFirst());
        observe(product.get(), event, line.quantity()).ifPresent(learned::add);
      }
    }
    return learned;
  }

  private Optional<Body> observe(Product published, WeightEvent event, int count) {
    if (event.kind() == WeightEvent.Kind.UNKNOWN) {
      return Optional.empty();
    }
    LearnedUnit before = units.get(published.gtin());
    if (before == null || !before.isOf(published)) {
      before = LearnedUnit.of(published);
    }
    double weight = Math.abs((double) event.deltaMg());
    double cell = PlateCalibration.NONE.gainSigma() * weight;
    double sigma = StrictMath.hypot((double) event.sigmaMg(), cell);
    UnitWeight after = before.weight().observed(weight, count, sigma);
    double off = after.meanMg() / before.publishedMg() - 1;
    if (after.equals(before.weight()) || Math.abs(off) > FARTHEST) {
      return Optional.empty();
    }
    LearnedUnit learned = before.with(after);
    units.put(published.gtin(), learned);
    boolean told = after.observations() <= WELL_KNOWN || after.units() % WELL_KNOWN < count;
    return told ? Optional.of(learned.entry(published.gtin())) : Optional.empty();
  }
}
