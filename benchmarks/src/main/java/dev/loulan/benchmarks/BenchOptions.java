package dev.loulan.benchmarks;

import java.util.function.Consumer;

/**
 * How to measure.
 *
 * @param quick three pairs and small inputs instead of seven and large ones
 * @param seed decides all that is drawn
 * @param progress takes a line of progress for a person
 */
public record BenchOptions(boolean quick, long seed, Consumer<String> progress) {
  /** Interleaved pairs of ours and a peer: at least seven, three with {@code --quick}. */
  public int pairs() {
    return quick ? 3 : 7;
  }

  /** The larger number, or the smaller one with {@code --quick}. */
  public int size(int full, int small) {
    return quick ? small : full;
  }
}
