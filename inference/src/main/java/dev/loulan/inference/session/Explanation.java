package dev.loulan.inference.session;

import java.util.Arrays;

/**
 * One way to explain an event, or a few events in a row that were one movement.
 *
 * <p>For item {@code items[i]} the units that left the shelf are {@code units[i]}; negative when
 * they came back.
 */
final class Explanation {
  private final int[] items;
  private final int[] units;
  private final double logProbability;

  Explanation(int[] items, int[] units, double logProbability) {
    this.items = items;
    this.units = units;
    this.logProbability = logProbability;
  }

  double logProbability() {
    return logProbability;
  }

  /** The same goods the other way. */
  Explanation undone(double log) {
    return new Explanation(items, Arrays.stream(units).map(n -> -n).toArray(), log);
  }

  /** Whether it moves the item at all. */
  boolean moves(int item) {
    return Arrays.stream(items).anyMatch(i -> i == item);
  }

  /** What is out of the shelf afterwards, or null when more would be back than was out. */
  int @org.jspecify.annotations.Nullable [] apply(int[] out) {
    int[] after = out.clone();
    for (int i = 0; i < items.length; i++) {
      after[items[i]] += units[i];
      if (after[items[i]] < 0) {
        return null;
      }
    }
    return after;
  }
}
