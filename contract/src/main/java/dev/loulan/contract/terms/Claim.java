package dev.loulan.contract.terms;

import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.domain.split.SplitLine;
import java.util.List;

/**
 * Something to be split on a day: a sale, a refund or an answered review.
 *
 * @param kind {@code sale}, {@code refund} or {@code review}
 * @param saleId the sale's or review's id
 */
record Claim(
    String kind, String saleId, String shelf, List<SaleRecord.Line> lines, long grossMinor) {

  static Claim of(SaleRecord sale) {
    return new Claim("sale", sale.saleId(), sale.shelf(), sale.lines(), sale.grossMinor());
  }

  static Claim of(Adjustment adjustment) {
    return new Claim(
        adjustment.kind().word(),
        adjustment.target().toString(),
        adjustment.shelf(),
        adjustment.lines(),
        adjustment.grossMinor());
  }

  /** Whether it has a payment of its own, whose fixed fee is due. */
  boolean isPaid() {
    return !kind.equals("refund");
  }

  static SplitLine split(SaleRecord.Line line) {
    return new SplitLine(
        line.gtin(), line.quantity(), line.unitPriceMinor(), line.taxBp(), line.campaign());
  }
}
