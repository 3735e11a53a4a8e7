package dev.loulan.simulation.check;

import dev.loulan.simulation.server.Agreement;
import dev.loulan.simulation.server.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each party is owed for a day, from the agreement's text alone and with exact decimals: slow,
 * obvious, and nothing of the product's arithmetic in it.
 */
final class SplitOracle {
  private static final BigInteger SCALE = BigInteger.valueOf(10_000);

  private final Map<Key, BigInteger[]> exact = new TreeMap<>();
  private final Map<Key, Agreement> terms = new TreeMap<>();

  /** One line that was sold or, with a negative quantity, paid back. */
  record Line(String gtin, String supplier, long quantity, long unitPrice, long cost) {
    long gross() {
      return quantity * unitPrice;
    }
  }

  private record Key(String agreement, long version, String shelf) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return (agreement + "/" + version + "/" + shelf)
          .compareTo(other.agreement + "/" + other.version + "/" + other.shelf);
    }
  }

  /**
   * Adds a sale, an answered review or a refund.
   *
   * @param agreements one for each supplier: the one in force that day
   * @param paid whether the provider's fixed fee is due for it
   */
  void add(String shelf, List<Line> lines, Map<String, Agreement> agreements, boolean paid) {
    TreeMap<Key, List<Line>> groups = new TreeMap<>();
    Key first = null;
    for (Line line : lines) {
      Agreement agreement = agreements.get(line.supplier());
      if (agreement == null) {
        throw new IllegalStateException("no agreement with " + line.supplier());
      }
      Key key = new Key(agreement.id(), agreement.version(), shelf);
      first = first == null ? key : first;
      terms.put(key, agreement);
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(line);
    }
    for (var group : groups.entrySet()) {
      Agreement agreement = terms.get(group.getKey());
      if (agreement == null) {
        throw new IllegalStateException("no terms of " + group.getKey());
      }
      boolean fixed = paid && group.getKey().equals(first);
      BigInteger[] shares = shares(agreement, group.getValue(), fixed);
      exact.merge(group.getKey(), shares, SplitOracle::plus);
    }
  }

  /** Ten-thousandths of a minor unit for operator, host, supplier and provider. */
  private static BigInteger[] shares(Agreement agreement, List<Line> lines, boolean fixedFee) {
    BigInteger gross = BigInteger.ZERO;
    BigInteger cost = BigInteger.ZERO;
    for (Line line : lines) {
      gross = gross.add(BigInteger.valueOf(line.gross()).multiply(SCALE));
      cost = cost.add(BigInteger.valueOf(line.quantity() * line.cost()).multiply(SCALE));
    }
    BigInteger fee = gross.multiply(BigInteger.valueOf(agreement.feeBp())).divide(SCALE);
    if (fixedFee) {
      fee = fee.add(BigInteger.valueOf(agreement.feeFixedMinor()).multiply(SCALE));
    }
    BigInteger base =
        switch (agreement.basis()) {
          case "gross" -> gross;
          case "afterFees" -> gross.subtract(fee);
          default -> gross.subtract(fee).subtract(cost);
        };
    BigInteger[] shares = remainder(base, agreement.shares(), SCALE);
    BigInteger[] all = {shares[0], shares[1], shares[2], fee};
    switch (agreement.basis()) {
      // The operator bears what is not shared.
      case "gross" -> all[0] = all[0].subtract(fee);
      case "afterFees" -> {}
      default -> all[2] = all[2].add(cost);
    }
    return all;
  }

  /** Whole units by weight, the odd ones to the largest remainders, ties in order. */
  private static BigInteger[] remainder(BigInteger base, List<Integer> weights, BigInteger whole) {
    BigInteger size = base.abs();
    BigInteger[] parts = new BigInteger[weights.size()];
    List<BigInteger> rest = new ArrayList<>();
    BigInteger left = size;
    for (int i = 0; i < weights.size(); i++) {
      BigInteger[] divided =
          size.multiply(BigInteger.valueOf(weights.get(i))).divideAndRemainder(whole);
      parts[i] = divided[0];
      rest.add(divided[1]);
      left = left.subtract(divided[0]);
    }
    for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
      int best = 0;
      for (int i = 1; i < rest.size(); i++) {
        best = rest.get(i).compareTo(rest.get(best)) > 0 ? i : best;
      }
      parts[best] = parts[best].add(BigInteger.ONE);
      rest.set(best, BigInteger.valueOf(-1));
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] = base.signum() < 0 ? parts[i].negate() : parts[i];
    }
    return parts;
  }

  private static BigInteger[] plus(BigInteger[] a, BigInteger[] b) {
    BigInteger[] sum = new BigInteger[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i].add(b[i]);
    }
    return sum;
  }

  /** What each party gets of the day, in minor units. */
  Map<String, Long> amounts() {
    Map<String, Long> amounts = new TreeMap<>();
    exact.forEach((key, shares) -> {
      Agreement agreement = terms.get(key);
      if (agreement == null) {
        throw new IllegalStateException("no terms of " + key);
      }
      BigInteger[] rounded = rounded(shares);
      amounts.merge("operator " + Operator.OPERATOR, rounded[0].longValueExact(), Long::sum);
      amounts.merge("host " + Operator.HOST, rounded[1].longValueExact(), Long::sum);
      amounts.merge("supplier " + agreement.supplier(), rounded[2].longValueExact(), Long::sum);
      amounts.merge("provider " + Operator.PROVIDER, rounded[3].longValueExact(), Long::sum);
    });
    return amounts;
  }

  /** Each part rounded down, the missing units to the largest remainders, ties in order. */
  private static BigInteger[] rounded(BigInteger[] shares) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger share : shares) {
      sum = sum.add(share);
    }
    int sign = sum.signum() < 0 ? -1 : 1;
    BigInteger[] parts = new BigInteger[shares.length];
    List<BigDecimal> rest = new ArrayList<>();
    BigInteger left = sum.abs().divide(SCALE);
    for (int i = 0; i < shares.length; i++) {
      BigDecimal part =
          new BigDecimal(shares[i].multiply(BigInteger.valueOf(sign))).movePointLeft(4);
      parts[i] = part.setScale(0, RoundingMode.FLOOR).toBigInteger();
      rest.add(part.subtract(new BigDecimal(parts[i])));
      left = left.subtract(parts[i]);
    }
    for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
      int best = 0;
      for (int i = 1; i < rest.size(); i++) {
        best = rest.get(i).compareTo(rest.get(best)) > 0 ? i : best;
      }
      parts[best] = parts[best].add(BigInteger.ONE);
      rest.set(best, BigDecimal.valueOf(-1));
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i].multiply(BigInteger.valueOf(sign));
    }
    return parts;
  }
}
