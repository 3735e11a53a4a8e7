package dev.loulan.testkit.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds claims to whole numbers with the same sum, by ranking what was cut off. */
final class Apportionment {
  private Apportionment() {}

  static List<Long> round(List<Fraction> claims) {
    Fraction sum = claims.stream().reduce(Fraction.ZERO, Fraction::plus);
    if (sum.isNegative()) {
      return round(claims.stream().map(Fraction::negated).toList()).stream().map(n -> -n).toList();
    }
    List<Integer> ranked =
        IntStream.range(0, claims.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> claims.get(i).remainder())
                    .reversed()
                    .thenComparing(i -> i))
            .toList();
    List<Long> whole = new ArrayList<>();
    claims.forEach(claim -> whole.add(claim.floor().longValueExact()));
    BigInteger given =
        whole.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    int left = sum.floor().subtract(given).intValueExact();
    for (int rank = 0; rank < left; rank++) {
      int winner = ranked.get(rank);
      whole.set(winner, whole.get(winner) + 1);
    }
    return whole;
  }
}
