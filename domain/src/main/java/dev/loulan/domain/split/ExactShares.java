package dev.loulan.domain.split;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Amounts in 1/10,000 of a minor unit, one for each party in the order of the agreement. They add
 * up to a gross amount in whole minor units.
 */
public record ExactShares(List<Long> tenThousandths) {

  /** Parts of one minor unit. */
  public static final long SCALE = 10_000;

  /** Keeps its own copy. */
  public ExactShares {
    tenThousandths = List.copyOf(tenThousandths);
  }

  public static ExactShares none(int parties) {
    return new ExactShares(IntStream.range(0, parties).mapToObj(i -> 0L).toList());
  }

  public ExactShares plus(ExactShares other) {
    if (other.tenThousandths.size() != tenThousandths.size()) {
      throw new IllegalStateException("Shares of different agreements do not add up");
    }
    return new ExactShares(
        IntStream.range(0, tenThousandths.size())
            .mapToObj(i -> Math.addExact(tenThousandths.get(i), other.tenThousandths.get(i)))
            .toList());
  }

  public long grossMinor() {
    return tenThousandths.stream().reduce(0L, Math::addExact) / SCALE;
  }
}
