package dev.loulan.inference.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.Step;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which goods of other plates a step may have brought to its plate, or taken away from there again.
 *
 * <p>What was taken may be put back on any plate, also where only far heavier goods stand. So a
 * small step that nothing on its own plate explains counts once something as light was taken.
 */
final class CarriedGoods {
  /** A hand needs longer than this from one plate to another; crosstalk does not. */
  private static final long ON_THE_WAY_MICROS = 200_000;

  /** Smallest share of its weight that a unit may have lost, or lack by its spread. */
  private static final double LIGHTEST_UNIT = 0.75;

  private final Planogram planogram;
  private final List<Step> steps;

  /**
   * @param steps all steps of the session, in any order
   */
  CarriedGoods(Planogram planogram, List<Step> steps) {
    this.planogram = planogram;
    this.steps = List.copyOf(steps);
  }

  /** Products with a weight; the same one may come twice. */
  Stream<Product> of(Step step) {
    if (step.deltaMg() >= 0) {
      return takenBefore(step);
    }
    return steps.stream()
        .filter(s -> s.deltaMg() > 0 && s.plate().equals(step.plate()) && isBefore(s, step))
        .filter(s -> s.deltaMg() >= leastMg(takenBefore(s)))
        .flatMap(this::takenBefore);
  }

  /** Weight from which a step may be of such goods, or the greatest long when there are none. */
  long leastMg(Step step) {
    return leastMg(of(step));
  }

  private static long leastMg(Stream<Product> goods) {
    return goods
        .mapToLong(p -> Math.round(LIGHTEST_UNIT * WeightModel.weightMg(p)))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Products with a weight that were taken before the step. */
  Stream<Product> takenBefore(Step step) {
    return steps.stream()
        .filter(s -> s.deltaMg() < 0 && isBefore(s, step))
        .flatMap(s -> weighed(s.plate()))
        .distinct()
        .filter(p -> mayHaveLeft(p, step));
  }

  /** A unit that stood on several plates left each of them by a part of its weight. */
  private boolean mayHaveLeft(Product product, Step until) {
    List<PlateId> plates = planogram.platesOf(product.gtin());
    long gone =
        steps.stream()
            .filter(s -> s.deltaMg() < 0 && plates.contains(s.plate()) && isBefore(s, until))
            .mapToLong(s -> -s.deltaMg())
            .sum();
    return gone >= LIGHTEST_UNIT * WeightModel.weightMg(product);
  }

  private Stream<Product> weighed(PlateId plate) {
    return planogram.productsOn(plate).stream().filter(p -> p.unitWeightMg() != null);
  }

  /** Steps between two snapshots have no order: then each may be before the other. */
  private static boolean isBefore(Step first, Step second) {
    boolean unordered =
        first.beginMicros() == second.beginMicros() && first.endMicros() == second.endMicros();
    return !first.equals(second)
        && (unordered || first.beginMicros() + ON_THE_WAY_MICROS <= second.beginMicros());
  }
}
