package dev.loulan.inference.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Lists the ways in which the events of one group can be explained, with their probabilities.
 *
 * <p>Prior knowledge, as odds against the plain case of one unit of one product: each further unit
 * 1:5, a second product at the same moment 1:50, put back on another plate 1:20, one movement seen
 * as two events 1:150, or 1:30 when the plate rested but shortly between them, with any weight that
 * a hand presses with as the first of them, a weight that is nothing of the planogram 1:100. Two
 * products are carried to another plate together.
 */
final class Explanations {
  private static final double FURTHER_UNIT = StrictMath.log(1.0 / 5);
  private static final double SECOND_PRODUCT = StrictMath.log(1.0 / 50);
  private static final double OTHER_PLATE = StrictMath.log(1.0 / 20);
  private static final double SEEN_AS_TWO = StrictMath.log(1.0 / 150);
  private static final double SEEN_AS_TWO_IN_SHORT = StrictMath.log(1.0 / 30);

  /** What a hand in the middle of a movement weighs lies anywhere up to this. */
  private static final double LOG_DENSITY_OF_A_HAND = -StrictMath.log(1_000_000);

  private static final double UNKNOWN_GOODS = StrictMath.log(1.0 / 2_000);
  private static final double FOREIGN_PUT_DOWN = StrictMath.log(1.0 / 100);
  private static final double FOREIGN_PICKED_UP = StrictMath.log(1.0 / 2);
  private static final double WITH_GOODS = StrictMath.log(1.0 / 20);
  private static final double UNDONE = StrictMath.log(1.0 / 3);
  private static final double ECHO = StrictMath.log(1.0 / 2);
  private static final double REFILL = StrictMath.log(1.0 / 100);
  private static final double REFILL_OF_FEW = StrictMath.log(1.0 / 2_000);

  /** Who fills a shelf brings at least so many. */
  private static final int FEWEST_REFILLED = 3;

  /** Log density of a weight that explains nothing. */
  private static final double NEGLIGIBLE = -60;

  /** Most units that one refill adds. */
  private static final int MOST_REFILLED = 16;

  /** A hand seldom takes twice from a plate within this; it does hesitate so long. */
  private static final long SHORT_MICROS = 1_500_000;

  /** Longest pause within one movement. */
  private static final long PAUSE_MICROS = 3_000_000;

  /** Most events that are one movement. */
  static final int MOST_EVENTS = 3;

  private final List<WeightEvent> events;
  private final Planogram planogram;
  private final Echoes echoes;
  private final UndoneTakes undoneTakes;
  private final List<Item> items = new ArrayList<>();

  /**
   * @param events the events of the group by time, none of kind {@code UNKNOWN}
   * @param goods every product that may have moved in the group
   * @param echoes of all events of the session
   */
  Explanations(List<WeightEvent> events, List<Product> goods, Planogram planogram, Echoes echoes) {
    this.events = events;
    this.planogram = planogram;
    this.echoes = echoes;
    this.undoneTakes = new UndoneTakes(events);
    goods.forEach(p -> items.add(new Item.Goods(p)));
    for (int e = 0; e < events.size(); e++) {
      items.add(isTake(e) ? new Item.UnknownGoods(e) : new Item.ForeignObject(e));
    }
  }

  /** The items that the explanations' indexes mean. */
  List<Item> items() {
    return items;
  }

  /**
   * The state before the first event: units of each item that are out of the shelf, and what must
   * be remembered of takes that may be undone.
   */
  int[] start() {
    return new int[items.size() + undoneTakes.places()];
  }

  /** Forgets, in a state before event {@code next}, what matters to no later one. */
  void forget(int[] state, int next) {
    undoneTakes.forget(state, next);
  }

  /**
   * All explanations of {@code count} events from {@code first} as one movement, likeliest first;
   * empty when they cannot be one.
   */
  List<Explanation> of(int first, int count) {
    double delta = 0;
    double variance = 0;
    double prior = 0;
    for (int e = first; e < first + count; e++) {
      if (e > first) {
        if (!continues(e)) {
          return List.of();
        }
        prior += logSeenAsTwo(e);
      }
      delta += events.get(e).deltaMg();
      variance += (double) events.get(e).sigmaMg() * events.get(e).sigmaMg();
    }
    double cell = WeightModel.cellVariance(delta, StrictMath.sqrt(variance));
    List<Explanation> found = new ArrayList<>();
    addGoods(found, first, delta, cell, prior);
    if (count == 1) {
      addTheUnknown(found, first, delta, cell);
    }
    found.sort(Comparator.comparingDouble(Explanation::logProbability).reversed());
    return count == 1 && undoneTakes.isRemembered(first) ? remembered(found, first) : found;
  }

  private List<Explanation> remembered(List<Explanation> ways, int take) {
    int place = items.size() + undoneTakes.placeOf(take);
    List<Explanation> told = new ArrayList<>();
    for (Explanation way : ways) {
      told.add(way.remembered(place, told.size() + 1));
    }
    return told;
  }

  private double logSeenAsTwo(int event) {
    boolean isShort = pauseMicros(event) < SHORT_MICROS;
    return (isShort ? SEEN_AS_TWO_IN_SHORT : SEEN_AS_TWO) + LOG_DENSITY_OF_A_HAND;
  }

  private long pauseMicros(int event) {
    return events.get(event).beginMicros() - events.get(event - 1).endMicros();
  }

  private boolean continues(int event) {
    WeightEvent before = events.get(event - 1);
    WeightEvent after = events.get(event);
    return pauseMicros(event) <= PAUSE_MICROS
        && after.plates().stream().anyMatch(before.plates()::contains);
  }

  private void addGoods(
      List<Explanation> found, int event, double delta, double cell, double prior) {
    int sign = delta < 0 ? 1 : -1;
    double weight = Math.abs(delta);
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Item.Goods(Product first)) || !mayMove(first, event, sign)) {
        continue;
      }
      double at = prior + placePrior(first, event);
      addUnits(found, i, first, weight, cell, at, sign);
      for (int j = i + 1; j < items.size(); j++) {
        if (items.get(j) instanceof Item.Goods(Product second) && mayMove(second, event, sign)) {
          double both =
              prior
                  + Math.min(placePrior(first, event), placePrior(second, event))
                  + SECOND_PRODUCT;
          addPairs(found, i, first, j, second, weight, cell, both, sign);
        }
      }
    }
  }

  private static void addUnits(
      List<Explanation> found,
      int item,
      Product product,
      double weight,
      double cell,
      double prior,
      int sign) {
    int nearest = WeightModel.nearestUnits(product, weight);
    int around = WeightModel.unitsAround(product, cell);
    for (int n = Math.max(1, nearest - around); n <= nearest + around; n++) {
      double spread = WeightModel.variance(product, n);
      double off = weight - n * WeightModel.weightMg(product);
      double log = WeightModel.logDensityOfGoods(off, cell, spread);
      found.add(
          new Explanation(
              new int[] {item}, new int[] {sign * n}, prior + (n - 1) * FURTHER_UNIT + log));
    }
  }

  private static void addPairs(
      List<Explanation> found,
      int i,
      Product first,
      int j,
      Product second,
      double weight,
      double cell,
      double prior,
      int sign) {
    for (int n = 1; n <= 3; n++) {
      double rest = weight - n * WeightModel.weightMg(first);
      if (rest <= 0) {
        break;
      }
      int nearest = WeightModel.nearestUnits(second, rest);
      int around = WeightModel.unitsAround(second, cell);
      for (int m = Math.max(1, nearest - around); m <= nearest + around; m++) {
        double spread = WeightModel.variance(first, n) + WeightModel.variance(second, m);
        double off = rest - m * WeightModel.weightMg(second);
        double log = WeightModel.logDensityOfGoods(off, cell, spread);
        double units = (n + m - 2) * FURTHER_UNIT;
        if (m == nearest || log > NEGLIGIBLE) {
          found.add(
              new Explanation(
                  new int[] {i, j}, new int[] {sign * n, sign * m}, prior + units + log));
        }
      }
    }
  }

  private void addTheUnknown(List<Explanation> found, int event, double delta, double cell) {
    int own = items.size() - events.size() + event;
    double prior = isTake(event) ? UNKNOWN_GOODS : FOREIGN_PUT_DOWN;
    double log = prior + WeightModel.logDensityOfAnything();
    found.add(new Explanation(new int[] {own}, new int[] {1}, log));
    double echo = echoes.logDensity(events.get(event));
    if (echo > Double.NEGATIVE_INFINITY) {
      found.add(new Explanation(new int[0], new int[0], ECHO + echo));
    }
    if (!isTake(event)) {
      addRefills(found, event, delta, cell);
      addUndone(found, event);
      return;
    }
    for (int e = 0; e < event; e++) {
      if (!isObjectOnPlateOf(e, event)) {
        continue;
      }
      WeightEvent put = events.get(e);
      double without = delta + put.deltaMg();
      double variance = cell + square(put.sigmaMg());
      addPickedUp(found, event, new int[] {object(e)}, without, variance);
      for (int f = e + 1; f < event; f++) {
        if (isObjectOnPlateOf(f, event)) {
          int[] both = {object(e), object(f)};
          double less = without + events.get(f).deltaMg();
          addPickedUp(found, event, both, less, variance + square(events.get(f).sigmaMg()));
        }
      }
    }
  }

  private int object(int event) {
    return items.size() - events.size() + event;
  }

  private boolean isObjectOnPlateOf(int put, int event) {
    return items.get(object(put)) instanceof Item.ForeignObject && shareAPlate(put, event);
  }

  /** One object, or a bag and what was put into it here, alone or together with goods. */
  private void addPickedUp(
      List<Explanation> found, int event, int[] objects, double rest, double cell) {
    int[] gone = new int[objects.length];
    Arrays.fill(gone, -1);
    double prior = objects.length * FOREIGN_PICKED_UP;
    found.add(new Explanation(objects, gone, prior + WeightModel.logDensity(rest, cell)));
    double weight = -rest;
    for (int i = 0; i < items.size() && weight > 0; i++) {
      if (items.get(i) instanceof Item.Goods(Product product) && mayMove(product, event, 1)) {
        int nearest = WeightModel.nearestUnits(product, weight);
        int around = WeightModel.unitsAround(product, cell);
        for (int n = Math.max(1, nearest - around); n <= nearest + around; n++) {
          double off = weight - n * WeightModel.weightMg(product);
          double log = WeightModel.logDensityOfGoods(off, cell, WeightModel.variance(product, n));
          found.add(
              new Explanation(
                  with(objects, i),
                  with(gone, n),
                  prior + WITH_GOODS + (n - 1) * FURTHER_UNIT + log));
        }
      }
    }
  }

  private static int[] with(int[] some, int one) {
    int[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = one;
    return all;
  }

  private static double square(long x) {
    return (double) x * x;
  }

  /**
   * The very units of an earlier take come back, whatever they are: then the two changes differ by
   * the cells alone, and not by how units differ.
   */
  private void addUndone(List<Explanation> found, int event) {
    for (int take = 0; take < event; take++) {
      if (undoneTakes.mayUndo(event, take)) {
        double place = shareAPlate(take, event) ? 0 : OTHER_PLATE;
        double log = UNDONE + place + undoneTakes.logDensity(event, take);
        for (Explanation way : of(take, 1)) {
          if (way.logProbability() > NEGLIGIBLE) {
            found.add(way.undone(log));
          }
        }
      }
    }
  }

  /** Goods that somebody adds to where they stand; they are nobody's return. */
  private void addRefills(List<Explanation> found, int event, double delta, double cell) {
    for (Item item : items) {
      if (item instanceof Item.Goods(Product product) && standsThere(product, event)) {
        long units = Math.round(delta / WeightModel.weightMg(product));
        int n = Math.clamp(units, 1, MOST_REFILLED);
        double off = delta - n * WeightModel.weightMg(product);
        double log =
            (n < FEWEST_REFILLED ? REFILL_OF_FEW : REFILL)
                + WeightModel.logDensityOfGoods(off, cell, WeightModel.variance(product, n));
        found.add(new Explanation(new int[0], new int[0], log));
      }
    }
  }

  /** Goods leave from their own plates, or from where they were put back; they return anywhere. */
  private boolean mayMove(Product product, int event, int sign) {
    return sign < 0 || standsThere(product, event) || wasPutThere(event);
  }

  private double placePrior(Product product, int event) {
    return standsThere(product, event) ? 0 : OTHER_PLATE;
  }

  private boolean standsThere(Product product, int event) {
    List<PlateId> own = planogram.platesOf(product.gtin());
    return events.get(event).plates().stream().anyMatch(own::contains);
  }

  private boolean wasPutThere(int event) {
    for (int e = 0; e < event; e++) {
      if (!isTake(e) && shareAPlate(e, event)) {
        return true;
      }
    }
    return false;
  }

  private boolean shareAPlate(int a, int b) {
    return events.get(a).plates().stream().anyMatch(events.get(b).plates()::contains);
  }

  private boolean isTake(int event) {
    return events.get(event).kind() == WeightEvent.Kind.TAKE;
  }
}
