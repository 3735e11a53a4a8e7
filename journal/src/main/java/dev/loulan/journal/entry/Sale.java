package dev.loulan.journal.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper bought.
 *
 * <p>The agent makes it with {@link #draft}; the journal gives the two running counters.
 *
 * @param saleNo running number of the sale in its epoch, from 1
 * @param tender null when none was given
 * @param currency ISO 4217; one per epoch
 * @param lineTotalMinor sum over the lines in minor units
 * @param grossTotalMinor sum of all sales of the epoch up to and with this one
 */
public record Sale(
    long saleNo,
    String session,
    @Nullable Tender tender,
    List<SaleLine> lines,
    String currency,
    long lineTotalMinor,
    long grossTotalMinor,
    List<Evidence> evidence)
    implements Body {

  public Sale {
    lines = List.copyOf(lines);
    evidence = List.copyOf(evidence);
    Check.notNegative("saleNo", saleNo);
    Check.text("session", session);
    Check.currency("currency", currency);
  }

  /** A sale that the journal still has to number. */
  public static Sale draft(
      String session,
      @Nullable Tender tender,
      List<SaleLine> lines,
      String currency,
      List<Evidence> evidence) {
    return new Sale(0, session, tender, lines, currency, total(lines), 0, evidence);
  }

  Sale numbered(long number, long grossMinor) {
    return new Sale(number, session, tender, lines, currency, lineTotalMinor, grossMinor, evidence);
  }

  /** Sum over the lines in minor units. */
  static long total(List<SaleLine> lines) {
    long sum = 0;
    for (SaleLine line : lines) {
      sum = Math.addExact(sum, line.amountMinor());
    }
    return sum;
  }

  @Override
  public Body placed(long first) {
    return new Sale(
        saleNo,
        session,
        tender,
        lines,
        currency,
        lineTotalMinor,
        grossTotalMinor,
        Evidence.placed(evidence, first));
  }

  @Override
  public EntryType type() {
    return EntryType.SALE;
  }
}
