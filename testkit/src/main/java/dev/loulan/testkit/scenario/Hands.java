package dev.loulan.testkit.scenario;

import dev.loulan.domain.Gtin;
import dev.loulan.testkit.cell.Touch;
import dev.loulan.testkit.chance.Chance;
import dev.loulan.testkit.scenario.ScenarioSession.Scanned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What shoppers do to a shelf: moves goods, and keeps account of what they hold. */
final class Hands {
  private static final long SECOND = 1_000_000;

  /** One unit, with its own weight, and where it stands; the number tells it from its like. */
  record Unit(int number, Goods goods, long weightMg, List<Integer> plates, List<Double> shares) {}

  private final ScenarioParameters parameters;
  private final ScenarioShelf shelf;
  private final Chance chance;
  private final boolean crosstalk;
  private final List<Touch> touches = new ArrayList<>();
  private final List<Scanned> scans = new ArrayList<>();
  private final List<Unit> held = new ArrayList<>();
  private long nowMicros;
  private boolean rival;
  private int units;

  Hands(
      ScenarioParameters parameters,
      ScenarioShelf shelf,
      boolean crosstalk,
      long nowMicros,
      Chance chance) {
    this.parameters = parameters;
    this.shelf = shelf;
    this.crosstalk = crosstalk;
    this.nowMicros = nowMicros;
    this.chance = chance;
  }

  long nowMicros() {
    return nowMicros;
  }

  void pause() {
    nowMicros += parameters.micros("hand.pauseSeconds", chance);
  }

  void pass(long micros) {
    nowMicros += micros;
  }

  /** Takes units of a product at once, and may scan them. */
  List<Unit> take(Goods goods, int units) {
    return take(goods, units, "hand.seconds");
  }

  List<Unit> takeSlowly(Goods goods, int units) {
    return take(goods, units, "hand.slowSeconds");
  }

  private List<Unit> take(Goods goods, int units, String seconds) {
    List<Unit> taken = new ArrayList<>();
    Unit place = unit(goods);
    for (int i = 0; i < units; i++) {
      Unit one = unit(goods);
      taken.add(new Unit(one.number(), goods, one.weightMg(), place.plates(), place.shares()));
    }
    rival |= Rivals.near(shelf, goods, units, place.plates());
    move(taken, -1, place, parameters.micros(seconds, chance));
    held.addAll(taken);
    if (chance.happens(parameters.number("scan.unasked"))) {
      scan(taken);
    }
    return taken;
  }

  /** Two products at the same moment. */
  void takeTogether(Goods first, Goods second) {
    long begin = nowMicros;
    take(first, 1);
    long after = nowMicros;
    nowMicros = begin + chance.between(0, 200_000);
    take(second, 1);
    nowMicros = Math.max(nowMicros, after);
  }

  /** Puts held units back where they came from. */
  void putBack(List<Unit> units) {
    putOn(units, units.getFirst().plates(), units.getFirst().shares());
  }

  /** Puts held units on another plate. */
  void putOn(List<Unit> units, List<Integer> plates, List<Double> shares) {
    held.removeAll(units);
    Unit place = new Unit(0, units.getFirst().goods(), 0, plates, shares);
    move(units, 1, place, parameters.micros("hand.seconds", chance));
  }

  /** Units that another person adds to the shelf. */
  void refill(Goods goods, int units) {
    List<Unit> added = new ArrayList<>();
    Unit place = unit(goods);
    for (int i = 0; i < units; i++) {
      added.add(unit(goods));
    }
    move(added, 1, place, parameters.micros("hand.seconds", chance));
  }

  /** Something that is no goods comes or goes; it takes the units with it. */
  void foreign(int plate, long deltaMg) {
    long seconds = parameters.micros("hand.seconds", chance);
    touch(new Touch(plate, nowMicros, nowMicros + seconds, deltaMg, press()));
    nowMicros += seconds;
  }

  /** A hand that rests on a plate from now, and does not hold up what else happens. */
  void rest(int plate) {
    long seconds = parameters.micros("hand.restSeconds", chance);
    long force = parameters.milligrams("hand.restGrams", chance);
    touch(new Touch(plate, nowMicros, nowMicros + seconds, 0, force));
  }

  /** A knock at the shelf, felt by all plates. */
  void bump() {
    int swings = 2 + chance.below(4);
    for (int i = 0; i < swings; i++) {
      long begin = nowMicros + i * 130_000L;
      long force = parameters.milligrams("bump.grams", chance) * (i % 2 == 0 ? 1 : -1);
      for (int plate = 0; plate < ScenarioShelf.PLATES.size(); plate++) {
        double share = 0.2 + 0.8 * chance.unit();
        touches.add(new Touch(plate, begin, begin + 120_000, 0, Math.round(force * share)));
      }
    }
    nowMicros += swings * 130_000L;
  }

  void scan(List<Unit> units) {
    long at = nowMicros + chance.between(SECOND / 2, SECOND * 3 / 2);
    for (Unit unit : units) {
      if (!chance.happens(parameters.number("scan.forgetsUnit"))) {
        scans.add(new Scanned(unit.goods().gtin(), at));
        at += 400_000;
        if (chance.happens(parameters.number("scan.twice"))) {
          scans.add(new Scanned(unit.goods().gtin(), at));
          at += 400_000;
        }
      }
    }
    nowMicros = Math.max(nowMicros, at);
  }

  /** What the shopper scans at the end when the shelf asks for what they hold. */
  List<Scanned> answer() {
    if (!chance.happens(parameters.number("scan.whenAsked"))) {
      return List.of();
    }
    List<Scanned> before = List.copyOf(scans);
    scans.clear();
    scan(List.copyOf(held));
    List<Scanned> answer = List.copyOf(scans);
    scans.clear();
    scans.addAll(before);
    return answer;
  }

  private Unit unit(Goods goods) {
    long weight = Math.max(1_000, Math.round(goods.meanMg() + goods.spreadMg() * chance.normal()));
    if (goods.plates().size() == 1) {
      return new Unit(++units, goods, weight, goods.plates(), List.of(1.0));
    }
    double share = chance.happens(0.4) ? 0.2 + 0.6 * chance.unit() : 1;
    int first = goods.plates().get(chance.below(goods.plates().size()));
    if (share == 1) {
      return new Unit(++units, goods, weight, List.of(first), List.of(1.0));
    }
    int second = goods.plates().get(0) == first ? goods.plates().get(1) : goods.plates().get(0);
    return new Unit(++units, goods, weight, List.of(first, second), List.of(share, 1 - share));
  }

  private void move(List<Unit> units, int sign, Unit place, long micros) {
    long weight = sign * units.stream().mapToLong(Unit::weightMg).sum();
    long force = press();
    for (int i = 0; i < place.plates().size(); i++) {
      double share = place.shares().get(i);
      touch(
          new Touch(
              place.plates().get(i),
              nowMicros,
              nowMicros + micros,
              Math.round(weight * share),
              Math.round(force * share)));
    }
    nowMicros += micros;
  }

  private long press() {
    return parameters.milligrams("hand.pressGrams", chance);
  }

  private void touch(Touch touch) {
    touches.add(touch);
    double most = crosstalk ? 1 : 0.1;
    for (int plate = 0; plate < ScenarioShelf.PLATES.size(); plate++) {
      if (ScenarioShelf.areNeighbours(touch.plate(), plate)) {
        double share = parameters.between("cell.crosstalkShare", chance) * most;
        touches.add(touch.share(plate, chance.happens(0.5) ? share : -share));
      }
    }
  }

  List<Touch> touches() {
    touches.sort(Comparator.comparingLong(Touch::beginMicros));
    return touches;
  }

  List<Scanned> scans() {
    scans.sort(Comparator.comparingLong(Scanned::atMicros));
    return scans;
  }

  boolean hadRival() {
    return rival;
  }

  /** Units of each product that the shopper holds. */
  SortedMap<Gtin, Integer> taken() {
    SortedMap<Gtin, Integer> taken = new TreeMap<>();
    held.forEach(unit -> taken.merge(unit.goods().gtin(), 1, Integer::sum));
    return taken;
  }
}
