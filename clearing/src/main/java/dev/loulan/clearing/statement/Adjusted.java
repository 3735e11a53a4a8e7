package dev.loulan.clearing.statement;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a signed refund takes back, or an answered review adds. */
record Adjusted(boolean refund, List<Line> lines) {

  /** One product with the supplier whose agreement covers it. */
  record Line(String supplierId, SplitLine split) {}

  /**
   * The lines of a decision.
   *
   * @param target the sale that a refund is bound to, proven; not asked for else
   */
  static Adjusted of(Fields decision, Supplier<JournalEntry> target) {
    return switch (decision.text("kind")) {
      case "refund" -> new Adjusted(true, refunded(decision, target.get()));
      case "review" ->
          new Adjusted(false, decision.objects("lines").stream().map(Adjusted::answered).toList());
      default -> throw new IllegalArgumentException("no line is a " + decision.text("kind"));
    };
  }

  List<SplitLine> covered(Terms terms, Group group) {
    return lines.stream()
        .filter(
            line -> terms.covers(group.shelf(), line.supplierId(), new BusinessDay(group.day())))
        .map(Line::split)
        .toList();
  }

  /** A refund has no payment of its own; an answered review has one, by its first line. */
  boolean carriesFixedFee(Terms terms) {
    return !refund
        && !lines.isEmpty()
        && terms.partyOf(ShareRole.SUPPLIER).partyId().equals(lines.getFirst().supplierId());
  }

  static Json unsigned(Json document) {
    if (document instanceof Json.Obj object) {
      TreeMap<String, Json> members = object.members();
      members.remove("signature");
      return new Json.Obj(members);
    }
    return document;
  }

  /** A line of a sale with another quantity. */
  static SplitLine split(SaleLine line, long quantity) {
    int sign = line.priceVersion().indexOf('#');
    Optional<String> campaign =
        sign < 0 ? Optional.empty() : Optional.of(line.priceVersion().substring(sign + 1));
    return new SplitLine(
        line.gtin(), quantity, line.unitPriceMinor(), Math.toIntExact(line.taxBp()), campaign);
  }

  private static List<Line> refunded(Fields decision, JournalEntry target) {
    if (!(target.body() instanceof Sale sale)) {
      throw new IllegalArgumentException(decision.text("target") + " is no sale");
    }
    List<Line> lines = new ArrayList<>();
    List<Fields> asked = decision.objects("lines");
    if (asked.isEmpty()) {
      sale.lines().forEach(line -> lines.add(back(line, line.quantity())));
    }
    for (Fields fields : asked) {
      SaleLine sold =
          sale.lines().stream()
              .filter(line -> line.gtin().equals(fields.text("gtin")))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "no " + fields.text("gtin") + " was sold in " + decision.text("target")));
      if (fields.integer("quantity") < 1 || fields.integer("quantity") > sold.quantity()) {
        throw new IllegalArgumentException("more is refunded than was sold");
      }
      lines.add(back(sold, fields.integer("quantity")));
    }
    return lines;
  }

  private static Line back(SaleLine line, long quantity) {
    return new Line(line.supplierId(), split(line, Math.negateExact(quantity)));
  }

  private static Line answered(Fields line) {
    return new Line(
        line.text("supplierId"),
        new SplitLine(
            line.text("gtin"),
            line.integer("quantity"),
            line.integer("unitPrice"),
            Math.toIntExact(line.integerOrNone("taxBp").orElse(0L)),
            line.textOrNone("campaign")));
  }
}
