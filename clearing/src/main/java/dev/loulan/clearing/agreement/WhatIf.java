package dev.loulan.clearing.agreement;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.MonthTerms;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.MonthEnd;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What terms would have given over a month's real sales, before anyone signs them: each day split
 * and rounded as the contract does, with the tiers that the month had reached, then the month's
 * end. Effective dates do not matter; refunds and held sales are left out.
 */
public final class WhatIf {
  private final Terms terms;
  private final TreeMap<String, List<Sold>> days = new TreeMap<>();
  private long sales;

  /** A sale's lines with their suppliers, on a shelf and a business day. */
  public record Sold(String shelf, BusinessDay day, List<Line> lines) {

    /** One product and whose it is. */
    public record Line(String supplierId, SplitLine split) {}
  }

  /**
   * The outcome.
   *
   * @param amountsMinor in the order of the terms' parties; they add up to {@code grossMinor}
   */
  public record Result(long sales, long grossMinor, List<Long> amountsMinor) {}

  public WhatIf(Terms terms) {
    this.terms = terms;
  }

  /** Adds a sale; what the terms do not cover is left out. */
  public void add(Sold sold) {
    if (terms.shelves().contains(sold.shelf())) {
      days.computeIfAbsent(sold.day().date(), day -> new ArrayList<>()).add(sold);
    }
  }

  /**
   * Reckons the month.
   *
   * @param daysInMonth of the calendar
   */
  public Result result(long daysInMonth) {
    List<Long> month = Collections.nCopies(terms.parties().size(), 0L);
    long soldMinor = 0;
    for (List<Sold> day : days.values()) {
      Waterfall waterfall = new Waterfall(terms, tier(soldMinor));
      TreeMap<String, ExactShares> byShelf = new TreeMap<>();
      day.forEach(sold -> split(sold, waterfall, byShelf));
      for (ExactShares base : byShelf.values()) {
        month = plus(month, DaySplit.amounts(base));
        soldMinor = Math.addExact(soldMinor, base.grossMinor());
      }
    }
    return new Result(sales, soldMinor, MonthEnd.amounts(terms, daysInMonth, daysInMonth, month));
  }

  private void split(Sold sold, Waterfall waterfall, SortedMap<String, ExactShares> byShelf) {
    String supplier = terms.partyOf(ShareRole.SUPPLIER).partyId();
    List<SplitLine> own =
        sold.lines().stream()
            .filter(line -> line.supplierId().equals(supplier))
            .map(Sold.Line::split)
            .toList();
    if (!own.isEmpty() && waterfall.canSplit(own)) {
      boolean first = sold.lines().getFirst().supplierId().equals(supplier);
      byShelf.merge(sold.shelf(), waterfall.split(own, first), ExactShares::plus);
      sales++;
    }
  }

  private List<BasisPoints> tier(long soldMinor) {
    List<BasisPoints> shares = terms.parties().stream().map(SharingParty::share).toList();
    for (MonthTerms.Tier tier : terms.month().tiers()) {
      shares = tier.fromMinor() <= soldMinor ? tier.shares() : shares;
    }
    return shares;
  }

  private static List<Long> plus(List<Long> a, List<Long> b) {
    List<Long> sum = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sum.add(Math.addExact(a.get(i), b.get(i)));
    }
    return sum;
  }
}
