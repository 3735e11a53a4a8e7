package dev.loulan.domain.split;

/**
 * Rounds claims so that they add up: each gets its whole part, and the units left over go one by
 * one to the largest remainders, the earlier claim first when two are equal. Arrays, because a
 * million sales a day pass through here.
 */
final class LargestRemainder {
  private LargestRemainder() {}

  /**
   * Divides an amount by weights. A negative amount divides as its absolute value, negated.
   *
   * @param weights not negative, with a sum of {@code whole}
   */
  static long[] divide(long amount, int[] weights, long whole) {
    if (amount < 0) {
      return negated(divide(Math.negateExact(amount), weights, whole));
    }
    long[] parts = new long[weights.length];
    long[] remainders = new long[weights.length];
    for (int i = 0; i < weights.length; i++) {
      // (q * whole + r) * w / whole, without leaving the range of a long.
      long overflow = Math.multiplyExact(amount % whole, (long) weights[i]);
      parts[i] = Math.addExact(amount / whole * weights[i], overflow / whole);
      remainders[i] = overflow % whole;
    }
    return withLeftOver(parts, remainders, amount);
  }

  /**
   * Rounds exact claims, in units of 1/{@code scale}, to whole units that add up to the claims'
   * sum. When the sum is negative the claims are rounded as their negations, negated.
   *
   * @param claims with a sum that is a multiple of {@code scale}
   */
  static long[] round(long[] claims, long scale) {
    long sum = 0;
    for (long claim : claims) {
      sum = Math.addExact(sum, claim);
    }
    if (sum % scale != 0) {
      throw new IllegalStateException("Claims add up to " + sum + ", no multiple of " + scale);
    }
    if (sum < 0) {
      return negated(round(negated(claims), scale));
    }
    long[] parts = new long[claims.length];
    long[] remainders = new long[claims.length];
    for (int i = 0; i < claims.length; i++) {
      parts[i] = Math.floorDiv(claims[i], scale);
      remainders[i] = Math.floorMod(claims[i], scale);
    }
    return withLeftOver(parts, remainders, sum / scale);
  }

  private static long[] withLeftOver(long[] parts, long[] remainders, long total) {
    long left = total;
    for (long part : parts) {
      left -= part;
    }
    for (; left > 0; left--) {
      int winner = firstLargest(remainders);
      parts[winner]++;
      remainders[winner] = -1;
    }
    return parts;
  }

  private static int firstLargest(long[] claims) {
    int best = 0;
    for (int i = 1; i < claims.length; i++) {
      if (claims[i] > claims[best]) {
        best = i;
      }
    }
    return best;
  }

  private static long[] negated(long[] amounts) {
    long[] negated = new long[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      negated[i] = Math.negateExact(amounts[i]);
    }
    return negated;
  }
}
