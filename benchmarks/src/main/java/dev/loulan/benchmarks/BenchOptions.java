package dev.loulan.benchmarks;

import java.util.Set;
import java.util.function.Consumer;

/**
 * How to measure.
 *
 * @param quick three pairs and small inputs instead of seven and large ones
 * @param seed decides all that is drawn
 * @param parts the only ones to run; none to run all
 * @param progress takes a line of progress for a person
 */
public record BenchOptions(boolean quick, long seed, Set<String> parts, Consumer<String> progress) {
  public BenchOptions {
    parts = Set.copyOf(parts);
  }

  /** Whether a part of a benchmark is to run. */
  public boolean runs(String part) {
    return parts.isEmpty() || parts.contains(part);
  }

  /** Interleaved pairs of ours and a peer: at least seven, three with {@code --quick}. */
  public int pairs() {
    return quick ? 3 : 7;
  }

  /** The larger number, or the smaller one with {@code --quick}. */
  public int size(int full, int small) {
    return quick ? small : full;
  }
}
