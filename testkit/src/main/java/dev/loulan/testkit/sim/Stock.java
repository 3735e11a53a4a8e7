package dev.loulan.testkit.sim;

import dev.loulan.testkit.chance.Chance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The units on each plate; the last one put down is the first one taken. */
final class Stock {

  private static final int UNITS_AT_START = 40;

  private final List<Deque<Long>> plates = new ArrayList<>();

  Stock(DemoShelf shelf, Chance chance) {
    for (DemoProduct product : shelf.products()) {
      Deque<Long> units = new ArrayDeque<>();
      for (int i = 0; i < UNITS_AT_START; i++) {
        long spread = (long) (product.spreadMg() * chance.normal());
        units.push(product.unitWeightMg() + spread);
      }
      plates.add(units);
    }
  }

  int units(int plate) {
    return plates.get(plate).size();
  }

  long take(int plate) {
    return plates.get(plate).pop();
  }

  void put(int plate, long weightMg) {
    plates.get(plate).push(weightMg);
  }

  /** A unit of another product, at the back, where nobody takes it. */
  void putForeign(int plate, long weightMg) {
    plates.get(plate).addLast(weightMg);
  }

  /** What lies on each plate now. */
  long[] weightsMg() {
    return plates.stream()
        .mapToLong(units -> units.stream().mapToLong(Long::longValue).sum())
        .toArray();
  }
}
