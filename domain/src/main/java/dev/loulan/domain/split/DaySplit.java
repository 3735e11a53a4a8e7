package dev.loulan.domain.split;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The one rounding of the split: the day's base of one agreement version and shelf becomes minor
 * units for each party.
 */
public final class DaySplit {
  private DaySplit() {}

  /** The parties' amounts in minor units; they add up to the base's gross amount. */
  public static List<Long> amounts(ExactShares dayBase) {
    long[] claims = dayBase.tenThousandths().stream().mapToLong(Long::longValue).toArray();
    return LongStream.of(LargestRemainder.round(claims, ExactShares.SCALE)).boxed().toList();
  }

  /**
   * What is to be posted now, so that all postings together are the split of the whole day: late
   * sales post the difference, and a second posting without news posts nothing.
   */
  public static List<Long> toPost(ExactShares dayBase, List<Long> alreadyPosted) {
    List<Long> amounts = amounts(dayBase);
    return IntStream.range(0, amounts.size())
        .mapToObj(i -> Math.subtractExact(amounts.get(i), alreadyPosted.get(i)))
        .toList();
  }
}
