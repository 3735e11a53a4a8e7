package dev.loulan.testkit.sim;

import dev.loulan.domain.Gtin;
import dev.loulan.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Makes up one visit: what is taken, looked at, put back, and scanned. */
final class Shopper {

  private static final long SECOND = 1_000_000;

  private final DemoShelf shelf;
  private final Stock stock;
  private final Chance chance;
  private final List<Move> moves = new ArrayList<>();
  private final List<Visit.Scanned> scans = new ArrayList<>();
  private final TreeMap<Gtin, Integer> taken = new TreeMap<>();
  private long nowMicros;

  Shopper(DemoShelf shelf, Stock stock, Chance chance) {
    this.shelf = shelf;
    this.stock = stock;
    this.chance = chance;
  }

  /** A visit whose door opens at the given time, a multiple of 100 ms. */
  Visit visit(long openMicros, String reference) {
    nowMicros = openMicros;
    passSeconds(2, 5);
    int takes = howMany(new double[] {0.08, 0.50, 0.30, 0.12});
    for (int i = 0; i < takes; i++) {
      if (chance.happens(0.12)) {
        lookAndReturn();
      }
      take();
    }
    if (takes == 0 && chance.happens(0.6)) {
      lookAndReturn();
    }
    passSeconds(2, 4);
    long amount = 0;
    for (DemoProduct product : shelf.products()) {
      amount += product.priceMinor() * taken.getOrDefault(product.gtin(), 0);
    }
    return new Visit(
        reference,
        openMicros - SECOND,
        openMicros,
        nowMicros / 100_000 * 100_000,
        moves,
        scans,
        taken,
        amount);
  }

  private void take() {
    int plate = chance.below(shelf.products().size());
    int units = howMany(new double[] {0, 0.82, 0.14, 0.04});
    if (stock.units(plate) < units + 2) {
      return;
    }
    List<Long> weights = lift(plate, units);
    if (chance.happens(0.2)) {
      scans.add(new Visit.Scanned(roundUp(nowMicros), shelf.products().get(plate).gtin()));
    }
    passSeconds(3, 7);
    int kept = units;
    if (chance.happens(0.08)) {
      kept--;
      stock.put(plate, weights.get(kept));
      putDown(plate, weights.get(kept));
    } else if (chance.happens(0.04)) {
      int other = (plate + 1 + chance.below(shelf.products().size() - 1)) % shelf.products().size();
      kept--;
      stock.putForeign(other, weights.get(kept));
      putDown(other, weights.get(kept));
    }
    if (kept > 0) {
      taken.merge(shelf.products().get(plate).gtin(), kept, Integer::sum);
    }
  }

  private void lookAndReturn() {
    int plate = chance.below(shelf.products().size());
    if (stock.units(plate) < 3) {
      return;
    }
    long weight = lift(plate, 1).getFirst();
    passSeconds(2, 5);
    stock.put(plate, weight);
    putDown(plate, weight);
  }

  private List<Long> lift(int plate, int units) {
    List<Long> weights = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < units; i++) {
      long weight = stock.take(plate);
      weights.add(weight);
      sum += weight;
    }
    moves.add(new Move(plate, -sum, nowMicros));
    passSeconds(1, 3);
    return weights;
  }

  private void putDown(int plate, long weightMg) {
    moves.add(new Move(plate, weightMg, nowMicros));
    passSeconds(3, 6);
  }

  private int howMany(double[] probabilities) {
    double left = chance.unit();
    for (int i = 0; i < probabilities.length; i++) {
      left -= probabilities[i];
      if (left < 0) {
        return i;
      }
    }
    return Collections.max(List.of(1, probabilities.length - 1));
  }

  private void passSeconds(int from, int to) {
    nowMicros += chance.between(from * SECOND, to * SECOND);
  }

  private static long roundUp(long micros) {
    return (micros + 99_999) / 100_000 * 100_000;
  }
}
