package dev.loulan.cli.statement;

import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.json.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a business day, as the server answers it. Amounts are minor units.
 *
 * @param sales confirmed sales of the day
 * @param reviews sessions that wait for a person
 * @param gross what was settled
 * @param held what was sold and not settled
 * @param ledgerGross what the ledger holds for the day
 */
public record Statement(
    String day,
    String currency,
    long sales,
    long reviews,
    long gross,
    long held,
    List<Share> shares,
    Bill bill,
    long ledgerSales,
    long ledgerGross) {

  /** What one party gets. */
  public record Share(String party, String partyId, long amount) {
    Map<String, @Nullable Object> json() {
      return JsonText.object("party", party, "partyId", partyId, "amount", amount);
    }
  }

  /** How the lines of the provider's bill compare with the ledger. */
  public record Bill(long matched, long missing, long differing) {
    Map<String, @Nullable Object> json() {
      return JsonText.object("matched", matched, "missing", missing, "differing", differing);
    }
  }

  public Statement {
    shares = List.copyOf(shares);
  }

  /** Takes an answer apart. */
  public static Statement of(Fields answer) {
    Fields bill = answer.objectOrNone("bill").orElseThrow();
    Fields ledger = answer.objectOrNone("ledger").orElseThrow();
    return new Statement(
        answer.text("day"),
        answer.text("currency"),
        answer.integer("sales"),
        answer.integer("reviews"),
        answer.integer("gross"),
        answer.integer("held"),
        answer.objects("shares").stream()
            .map(s -> new Share(s.text("party"), s.text("partyId"), s.integer("amount")))
            .toList(),
        new Bill(bill.integer("matched"), bill.integer("missing"), bill.integer("differing")),
        ledger.integer("sales"),
        ledger.integer("gross"));
  }

  /** Whether the shares make up the gross, and gross and held make up the ledger. */
  public boolean isConsistent() {
    long sum = shares.stream().mapToLong(Share::amount).sum();
    return sum == gross && ledgerGross == gross + held;
  }

  public Map<String, @Nullable Object> json() {
    return JsonText.object(
        "day", day,
        "currency", currency,
        "sales", sales,
        "reviews", reviews,
        "gross", gross,
        "held", held,
        "shares", sharesJson(),
        "bill", bill.json(),
        "ledger", ledgerJson());
  }

  public List<Map<String, @Nullable Object>> sharesJson() {
    return shares.stream().map(Share::json).toList();
  }

  public Map<String, @Nullable Object> ledgerJson() {
    return JsonText.object("sales", ledgerSales, "gross", ledgerGross);
  }

  public Map<String, @Nullable Object> billJson() {
    return bill.json();
  }

  /** The statement as a table for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(Messages.text("statement.title", day, sales, reviews));
    lines.add(Messages.text("statement.bill", bill.matched(), bill.missing(), bill.differing()));
    Table table = new Table();
    for (Share share : shares) {
      table.row(Messages.text("party." + share.party()), share.partyId(), money(share.amount()));
    }
    table.row(Messages.text("statement.gross"), "", money(gross));
    table.row(Messages.text("statement.held"), "", money(held));
    table.row(Messages.text("statement.ledger"), "", money(ledgerGross));
    lines.addAll(table.lines());
    return lines;
  }

  /** An amount of minor units as people write it. */
  private String money(long minor) {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency;
  }
}
