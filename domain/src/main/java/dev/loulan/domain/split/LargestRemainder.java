package dev.loulan.domain.split;

import java.util.ArrayList;
import java.util.List;

/**
 * Rounds claims so that they add up: each gets its whole part, and the units left over go one by
 * one to the largest remainders, the earlier claim first when two are equal.
 */
final class LargestRemainder {
  private LargestRemainder() {}

  /**
   * Divides an amount by weights. A negative amount divides as its absolute value, negated.
   *
   * @param weights not negative, with a sum of {@code whole}
   */
  static List<Long> divide(long amount, List<Integer> weights, long whole) {
    if (amount < 0) {
      return negated(divide(Math.negateExact(amount), weights, whole));
    }
    List<Long> parts = new ArrayList<>();
    List<Long> remainders = new ArrayList<>();
    for (int weight : weights) {
      // (q * whole + r) * w / whole, without leaving the range of a long.
      long overflow = Math.multiplyExact(amount % whole, (long) weight);
      parts.add(Math.addExact(amount / whole * weight, overflow / whole));
      remainders.add(overflow % whole);
    }
    return withLeftOver(parts, remainders, amount);
  }

  /**
   * Rounds exact claims, in units of 1/{@code scale}, to whole units that add up to the claims'
   * sum. When the sum is negative the claims are rounded as their negations, negated.
   *
   * @param claims with a sum that is a multiple of {@code scale}
   */
  static List<Long> round(List<Long> claims, long scale) {
    long sum = claims.stream().reduce(0L, Math::addExact);
    if (sum % scale != 0) {
      throw new IllegalStateException("Claims add up to " + sum + ", no multiple of " + scale);
    }
    if (sum < 0) {
      return negated(round(negated(claims), scale));
    }
    List<Long> parts = claims.stream().map(c -> Math.floorDiv(c, scale)).toList();
    List<Long> remainders = claims.stream().map(c -> Math.floorMod(c, scale)).toList();
    return withLeftOver(parts, remainders, sum / scale);
  }

  private static List<Long> withLeftOver(List<Long> parts, List<Long> remainders, long total) {
    List<Long> result = new ArrayList<>(parts);
    List<Long> claims = new ArrayList<>(remainders);
    long left = total - parts.stream().mapToLong(Long::longValue).sum();
    for (; left > 0; left--) {
      int winner = firstLargest(claims);
      result.set(winner, result.get(winner) + 1);
      claims.set(winner, -1L);
    }
    return List.copyOf(result);
  }

  private static int firstLargest(List<Long> claims) {
    int best = 0;
    for (int i = 1; i < claims.size(); i++) {
      if (claims.get(i) > claims.get(best)) {
        best = i;
      }
    }
    return best;
  }

  private static List<Long> negated(List<Long> amounts) {
    return amounts.stream().map(Math::negateExact).toList();
  }
}
