package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.contract.state.Message;
import dev.loulan.domain.json.Fields;
import java.util.ArrayList;
import java.util.List;

/** The lines of an adjustment, checked against what they are bound to. */
final class Refund {
  private static final int MAX_TAX_BP = 100_000;

  private Refund() {}

  /**
   * Lines that take back part of a sale.
   *
   * @param asked {@code {"gtin","quantity"}}, each product once; none means the whole sale
   */
  static List<SaleRecord.Line> lines(SaleRecord sale, List<Fields> asked) {
    List<SaleRecord.Line> lines = new ArrayList<>();
    if (asked.isEmpty()) {
      sale.lines().forEach(line -> lines.add(back(line, line.quantity())));
      return lines;
    }
    List<String> seen = new ArrayList<>();
    for (Fields fields : asked) {
      SaleRecord.Line sold = sold(sale, fields.text("gtin"));
      long quantity = fields.integer("quantity");
      if (quantity < 1 || quantity > sold.quantity() || seen.contains(sold.gtin())) {
        throw malformed(Message.of("%d of %s cannot be refunded", quantity, sold.gtin()));
      }
      seen.add(sold.gtin());
      lines.add(back(sold, quantity));
    }
    return lines;
  }

  /** Lines that answer a review: what was taken, at which price; none means nothing was. */
  static List<SaleRecord.Line> reviewLines(List<Fields> asked) {
    List<SaleRecord.Line> lines = new ArrayList<>();
    for (Fields fields : asked) {
      long quantity = fields.integer("quantity");
      long price = fields.integer("unitPrice");
      long taxBp = fields.integerOrNone("taxBp").orElse(0L);
      if (quantity < 1 || price < 0 || taxBp < 0 || taxBp > MAX_TAX_BP) {
        throw malformed("A line has a quantity from 1, a price from 0 and a tax rate");
      }
      lines.add(
          new SaleRecord.Line(
              fields.text("gtin"),
              quantity,
              price,
              fields.text("supplierId"),
              (int) taxBp,
              0,
              fields.textOrNone("campaign")));
    }
    return lines;
  }

  private static SaleRecord.Line sold(SaleRecord sale, String gtin) {
    return sale.lines().stream()
        .filter(line -> line.gtin().equals(gtin))
        .findFirst()
        .orElseThrow(() -> malformed("Sale " + sale.saleId() + " holds no " + gtin));
  }

  private static SaleRecord.Line back(SaleRecord.Line line, long quantity) {
    return new SaleRecord.Line(
        line.gtin(),
        -quantity,
        line.unitPriceMinor(),
        line.supplierId(),
        line.taxBp(),
        line.confidencePpm(),
        line.campaign());
  }

  private static ContractException malformed(String what) {
    return new ContractException(ContractCode.MALFORMED, what);
  }
}
