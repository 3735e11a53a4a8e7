package dev.loulan.clearing.agreement;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.split.Amounts;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.MonthEnd;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    public record Line(String supplierId, SplitLine split) {

      private static Line of(Fields line) {
        String price = line.text("priceVersion");
        int sign = price.indexOf('#');
        Optional<String> campaign =
            sign < 0 ? Optional.empty() : Optional.of(price.substring(sign + 1));
        return new Line(
            line.text("supplierId"),
            new SplitLine(
                line.text("gtin"),
                line.integer("quantity"),
                line.integer("unitPrice"),
                Math.toIntExact(line.integer("taxBp")),
                campaign));
      }
    }

    /** A sale as the management API and the server's read model write it. */
    public static Sold of(String shelf, BusinessDay day, Fields sale) {
      return new Sold(shelf, day, sale.objects("lines").stream().map(Line::of).toList());
    }
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
    List<Long> month = Amounts.none(terms.parties().size());
    long soldMinor = 0;
    for (List<Sold> day : days.values()) {
      Waterfall waterfall = new Waterfall(terms, terms.sharesAt(soldMinor));
      TreeMap<String, ExactShares> byShelf = new TreeMap<>();
      day.forEach(sold -> split(sold, waterfall, byShelf));
      for (ExactShares base : byShelf.values()) {
        month = Amounts.plus(month, DaySplit.amounts(base));
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
}
