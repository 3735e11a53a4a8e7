package dev.loulan.inference.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Memory memory;

  /** The place of a state that must hold one number, and holds another one afterwards. */
  private record Memory(int place, int before, int after) {
    Memory reversed() {
      return new Memory(place, after, before);
    }
  }

  Explanation(int[] items, int[] units, double logProbability) {
    this(items, units, logProbability, null);
  }

  private Explanation(int[] items, int[] units, double logProbability, @Nullable Memory memory) {
    this.items = items;
    this.units = units;
    this.logProbability = logProbability;
    this.memory = memory;
  }

  double logProbability() {
    return logProbability;
  }

  /** The same, and the state remembers that it was this one. */
  Explanation remembered(int place, int number) {
    return new Explanation(items, units, logProbability, new Memory(place, 0, number));
  }

  /** The same goods the other way, where the state remembers that they went; then it forgets. */
  Explanation undone(double log) {
    int[] back = Arrays.stream(units).map(n -> -n).toArray();
    return new Explanation(items, back, log, memory == null ? null : memory.reversed());
  }

  /** Whether it moves the item at all. */
  boolean moves(int item) {
    return Arrays.stream(items).anyMatch(i -> i == item);
  }

  /** The state afterwards, or null when more would be back than was out, or others than went. */
  int @Nullable [] apply(int[] state) {
    int[] after = state.clone();
    for (int i = 0; i < items.length; i++) {
      after[items[i]] += units[i];
      if (after[items[i]] < 0) {
        return null;
      }
    }
    if (memory != null) {
      if (after[memory.place()] != memory.before()) {
        return null;
      }
      after[memory.place()] = memory.after();
    }
    return after;
  }
}
