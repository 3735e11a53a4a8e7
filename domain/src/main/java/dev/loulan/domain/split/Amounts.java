package dev.loulan.domain.split;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Exact sums of amounts of several parties, in the order of an agreement's parties. */
public final class Amounts {
  private Amounts() {}

  public static List<Long> none(int parties) {
    return Collections.nCopies(parties, 0L);
  }

  public static List<Long> plus(List<Long> one, List<Long> other) {
    return IntStream.range(0, one.size())
        .mapToObj(i -> Math.addExact(one.get(i), other.get(i)))
        .toList();
  }

  public static List<Long> minus(List<Long> one, List<Long> other) {
    return IntStream.range(0, one.size())
        .mapToObj(i -> Math.subtractExact(one.get(i), other.get(i)))
        .toList();
  }

  public static boolean areZero(List<Long> amounts) {
    return amounts.stream().allMatch(amount -> amount == 0);
  }
}
