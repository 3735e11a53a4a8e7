package dev.loulan.cli.clearing;

import dev.loulan.clearing.trial.Cleared;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.cli.output.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows what was cleared, as tables or as JSON. */
final class ClearedReport {
  private ClearedReport() {}

  /** Returns whether what was read is what was settled and held, to the minor unit. */
  static boolean show(Cleared cleared, Output output) {
    boolean adds = cleared.readMinor() == cleared.grossMinor() + cleared.heldMinor();
    tables(cleared, output);
    output.result(json(cleared));
    if (!adds) {
      output.progress(
          Messages.text(
              "clear.notConserved",
              cleared.readMinor(),
              cleared.grossMinor(),
              cleared.heldMinor()));
    }
    return adds;
  }

  private static void tables(Cleared cleared, Output output) {
    String currency = cleared.currency();
    output.line(
        Messages.text("clear.read", cleared.readLines(), amount(cleared.readMinor(), currency)));
    output.line(
        Messages.text("clear.held", cleared.heldLines(), amount(cleared.heldMinor(), currency)));
    Table sites = new Table().row(Messages.text("clear.site"), Messages.text("clear.gross"));
    sums(cleared, true).forEach((site, sum) -> sites.row(site, amount(sum, currency)));
    sites.lines().forEach(output::line);
    Table parties = new Table().row(Messages.text("clear.party"), Messages.text("clear.amount"));
    sums(cleared, false).forEach((party, sum) -> parties.row(party, amount(sum, currency)));
    parties.lines().forEach(output::line);
    Table kinds = new Table().row(Messages.text("clear.case"), Messages.text("clear.lines"));
    TreeMap<String, Integer> counts = new TreeMap<>();
    cleared.cases().forEach(c -> counts.merge(c.kind() + " (" + c.state() + ")", 1, Integer::sum));
    counts.forEach((kind, count) -> kinds.row(kind, Integer.toString(count)));
    kinds.lines().forEach(output::line);
  }

  private static SortedMap<String, Long> sums(Cleared cleared, boolean bySite) {
    TreeMap<String, Long> sums = new TreeMap<>();
    for (Cleared.Day day : cleared.days()) {
      if (bySite) {
        sums.merge(day.site(), day.grossMinor(), Math::addExact);
      } else {
        day.shares()
            .forEach(share ->
                sums.merge(
                    Messages.text("party." + share.party()) + " " + share.partyId(),
                    share.amountMinor(),
                    Math::addExact));
      }
    }
    return sums;
  }

  private static Map<String, @Nullable Object> json(Cleared cleared) {
    return JsonText.object(
        "currency",
        cleared.currency(),
        "read",
        JsonText.object("lines", cleared.readLines(), "amount", cleared.readMinor()),
        "days",
        cleared.days().stream().map(ClearedReport::json).toList(),
        "cases",
        cleared.cases().stream().map(ClearedReport::json).toList(),
        "held",
        JsonText.object("lines", cleared.heldLines(), "amount", cleared.heldMinor()),
        "journals",
        cleared.journals().stream()
            .map(journal ->
                JsonText.object(
                    "device",
                    journal.device(),
                    "file",
                    journal.file(),
                    "entries",
                    journal.entries(),
                    "root",
                    journal.root()))
            .toList());
  }

  private static Map<String, @Nullable Object> json(Cleared.Day day) {
    List<Map<String, @Nullable Object>> shares =
        day.shares().stream()
            .map(share ->
                JsonText.object(
                    "party",
                    share.party(),
                    "partyId",
                    share.partyId(),
                    "amount",
                    share.amountMinor()))
            .toList();
    return JsonText.object(
        "day",
        day.day(),
        "device",
        day.device(),
        "site",
        day.site(),
        "gross",
        day.grossMinor(),
        "shares",
        shares);
  }

  private static Map<String, @Nullable Object> json(Cleared.LineCase found) {
    return JsonText.object(
        "kind", found.kind(),
        "line", found.line(),
        "amount", found.amountMinor(),
        "state", found.state(),
        "day", found.day(),
        "device", found.device());
  }

  private static String amount(long minor, String currency) {
    int digits = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
    return BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency;
  }
}
