package dev.loulan.domain.split;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.agreement.Basis;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import java.util.ArrayList;
import java.util.List;

/**
 * One sale's way through the terms: fee to the provider, tax to the tax office, cost to the
 * supplier, the rest by basis points. All amounts in 1/10,000 of a minor unit.
 *
 * <p>Fee, cost and shares of whole minor units are exact at that scale. What is finer (a tax, a
 * share of a base that holds a fee) is rounded there: a tax half up by line, shares by largest
 * remainder, so that the parts always add up to the sale.
 */
public final class Waterfall {
  private final Terms terms;

  public Waterfall(Terms terms) {
    this.terms = terms;
  }

  /** Whether the terms name a cost for each product, where the basis asks for one. */
  public boolean canSplit(List<SplitLine> lines) {
    return terms.basis() != Basis.PROFIT_AFTER_SUPPLIER_COST
        || lines.stream().allMatch(line -> terms.supplierCosts().knows(line.gtin()));
  }

  /**
   * Splits the lines of a sale that fall under these terms.
   *
   * @param carriesFixedFee whether the fixed part of the payment fee is taken here; a sale under
   *     several agreements pays it once
   */
  public ExactShares split(List<SplitLine> lines, boolean carriesFixedFee) {
    long gross = scaled(sum(lines));
    long fee = terms.has(ShareRole.PROVIDER) ? fee(gross, carriesFixedFee) : 0;
    long tax = terms.has(ShareRole.TAX) ? tax(lines) : 0;
    long cost = terms.basis() == Basis.PROFIT_AFTER_SUPPLIER_COST ? cost(lines) : 0;
    long base =
        switch (terms.basis()) {
          case GROSS -> gross;
          case AFTER_FEES -> gross - fee - tax;
          case PROFIT_AFTER_SUPPLIER_COST -> gross - fee - tax - cost;
        };
    long bornByOperator = terms.basis() == Basis.GROSS ? fee + tax : 0;
    return assemble(base, fee, tax, cost, bornByOperator);
  }

  private ExactShares assemble(long base, long fee, long tax, long cost, long bornByOperator) {
    List<Integer> weights = terms.parties().stream().map(p -> p.share().value()).toList();
    List<Long> shares = LargestRemainder.divide(base, weights, BasisPoints.WHOLE);
    List<Long> result = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      SharingParty party = terms.parties().get(i);
      long beside =
          switch (party.role()) {
            case OPERATOR -> -bornByOperator;
            case SUPPLIER -> cost;
            case PROVIDER -> fee;
            case TAX -> tax;
            case HOST, PLATFORM, PROMOTER -> 0;
          };
      result.add(Math.addExact(shares.get(i), beside));
    }
    return new ExactShares(result);
  }

  private long fee(long gross, boolean carriesFixedFee) {
    long byRate = share(gross, terms.paymentFee().rate().value());
    return carriesFixedFee
        ? Math.addExact(byRate, scaled(terms.paymentFee().fixedMinor()))
        : byRate;
  }

  private static long tax(List<SplitLine> lines) {
    long tax = 0;
    for (SplitLine line : lines) {
      tax = Math.addExact(tax, taxInside(scaled(line.grossMinor()), line.taxBp()));
    }
    return tax;
  }

  private static long taxInside(long gross, int taxBp) {
    if (gross < 0) {
      return -taxInside(Math.negateExact(gross), taxBp);
    }
    long whole = BasisPoints.WHOLE + (long) taxBp;
    return (Math.multiplyExact(gross, (long) taxBp) + whole / 2) / whole;
  }

  private long cost(List<SplitLine> lines) {
    long cost = 0;
    for (SplitLine line : lines) {
      cost = Math.addExact(cost, cost(line));
    }
    return cost;
  }

  private long cost(SplitLine line) {
    Long unitCost = terms.supplierCosts().costMinorByGtin().get(line.gtin());
    if (unitCost != null) {
      return scaled(Math.multiplyExact(line.quantity(), unitCost.longValue()));
    }
    BasisPoints part =
        terms
            .supplierCosts()
            .others()
            .orElseThrow(() -> new IllegalStateException("No cost for " + line.gtin()));
    return share(scaled(line.grossMinor()), part.value());
  }

  /** Exact, because the amount is whole minor units. */
  private static long share(long wholeMinorScaled, int basisPoints) {
    return Math.multiplyExact(wholeMinorScaled / ExactShares.SCALE, (long) basisPoints);
  }

  private static long sum(List<SplitLine> lines) {
    long sum = 0;
    for (SplitLine line : lines) {
      sum = Math.addExact(sum, line.grossMinor());
    }
    return sum;
  }

  private static long scaled(long minor) {
    return Math.multiplyExact(minor, ExactShares.SCALE);
  }
}
