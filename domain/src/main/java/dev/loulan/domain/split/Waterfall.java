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
 * supplier, fees for each unit, the promoter's part of its campaign, the rest by basis points. All
 * amounts in 1/10,000 of a minor unit.
 *
 * <p>Fee, cost and shares of whole minor units are exact at that scale. What is finer (a tax, a
 * share of a base that holds a fee) is rounded there: a tax half up by line, shares by largest
 * remainder, so that the parts always add up to the sale.
 */
public final class Waterfall {
  private final Terms terms;
  private final ShareRole[] roles;
  private final int[] weights;
  private final boolean paysProvider;
  private final boolean paysTax;

  /** Divides by the agreement's own shares. */
  public Waterfall(Terms terms) {
    this(terms, terms.parties().stream().map(SharingParty::share).toList());
  }

  /**
   * Divides by a tier's shares.
   *
   * @param shares in the order of the agreement's parties
   */
  public Waterfall(Terms terms, List<BasisPoints> shares) {
    this.terms = terms;
    this.roles = terms.parties().stream().map(SharingParty::role).toArray(ShareRole[]::new);
    this.weights = shares.stream().mapToInt(BasisPoints::value).toArray();
    this.paysProvider = terms.has(ShareRole.PROVIDER);
    this.paysTax = terms.has(ShareRole.TAX);
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
    Taken taken =
        new Taken(
            paysProvider ? fee(gross, carriesFixedFee) : 0,
            paysTax ? tax(lines) : 0,
            terms.basis() == Basis.PROFIT_AFTER_SUPPLIER_COST ? cost(lines) : 0,
            units(lines),
            promotion(lines));
    boolean feesInside = terms.basis() == Basis.GROSS;
    boolean taxInside = !terms.charges().taxIsOutside(terms.basis());
    long fees = Math.addExact(taken.fee, itemFees(taken.units));
    long bornByOperator = (feesInside ? fees : 0) + (taxInside ? taken.tax : 0);
    long outside = (feesInside ? 0 : fees) + (taxInside ? 0 : taken.tax);
    long base = gross - outside - taken.cost - taken.promotion;
    return assemble(base, taken, bornByOperator);
  }

  /** What goes to a party before the base is divided; units are whole, the rest is scaled. */
  private record Taken(long fee, long tax, long cost, long units, long promotion) {}

  private ExactShares assemble(long base, Taken taken, long bornByOperator) {
    long[] shares = LargestRemainder.divide(base, weights, BasisPoints.WHOLE);
    List<Long> result = new ArrayList<>(shares.length);
    for (int i = 0; i < shares.length; i++) {
      long beside =
          switch (roles[i]) {
            case OPERATOR -> -bornByOperator;
            case SUPPLIER -> taken.cost;
            case PROVIDER -> taken.fee;
            case TAX -> taken.tax;
            case PROMOTER -> taken.promotion;
            case HOST, PLATFORM -> 0;
          };
      long itemFee = itemFee(roles[i], taken.units);
      result.add(Math.addExact(shares[i], Math.addExact(beside, itemFee)));
    }
    return new ExactShares(result);
  }

  private long itemFee(ShareRole role, long units) {
    if (terms.charges().itemFeeMinorByRole().isEmpty()) {
      return 0;
    }
    Long minor = terms.charges().itemFeeMinorByRole().get(role);
    return minor == null ? 0 : scaled(Math.multiplyExact(units, minor.longValue()));
  }

  private long itemFees(long units) {
    long sum = 0;
    for (ShareRole role : terms.charges().itemFeeMinorByRole().keySet()) {
      sum = Math.addExact(sum, itemFee(role, units));
    }
    return sum;
  }

  private static long units(List<SplitLine> lines) {
    long units = 0;
    for (SplitLine line : lines) {
      units = Math.addExact(units, line.quantity());
    }
    return units;
  }

  /** The promoter's part of what its campaigns sold. */
  private long promotion(List<SplitLine> lines) {
    long sum = 0;
    for (SplitLine line : lines) {
      if (line.campaign().isPresent()) {
        BasisPoints part = terms.charges().campaignBpByCode().get(line.campaign().get());
        sum =
            part == null ? sum : Math.addExact(sum, share(scaled(line.grossMinor()), part.value()));
      }
    }
    return sum;
  }

  private long fee(long gross, boolean carriesFixedFee) {
    long byRate = share(gross, terms.paymentFee().rate().value());
    return carriesFixedFee
        ? Math.addExact(byRate, scaled(terms.paymentFee().fixedMinor()))
        : byRate;
  }

  private long tax(List<SplitLine> lines) {
    long tax = 0;
    for (SplitLine line : lines) {
      BasisPoints agreed = terms.charges().taxBpByGtin().get(line.gtin());
      int rate = agreed == null ? line.taxBp() : agreed.value();
      tax = Math.addExact(tax, taxInside(scaled(line.grossMinor()), rate));
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
