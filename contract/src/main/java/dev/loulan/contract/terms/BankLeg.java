package dev.loulan.contract.terms;

import dev.loulan.contract.StateReader;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.BankMatching;
import dev.loulan.domain.matching.BankMatching.Finding;
import dev.loulan.domain.matching.BankMatching.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The third leg of a day's match: for each bill that pays sales of the day, whether its money came
 * to the bank. A bill whose credit differs or is overdue holds the sales that it pays; until the
 * bank's statements reach its last day it holds nothing.
 */
final class BankLeg {
  /** Nothing was handed in, or nothing is to be said. */
  static final BankLeg NONE = new BankLeg(new TreeMap<>());

  private final SortedMap<String, Finding> byBill;

  private BankLeg(SortedMap<String, Finding> byBill) {
    this.byBill = byBill;
  }

  static BankLeg of(StateReader state, BusinessDay day, Currency currency) {
    TreeMap<String, Finding> byBill = new TreeMap<>();
    TreeSet<BusinessDay> billDays = new TreeSet<>();
    TreeSet<String> ofDay = new TreeSet<>();
    Bills.heads(state, day, currency)
        .forEach(head -> {
          ofDay.add(head.text("billId"));
          billDays.add(new BusinessDay(head.text("day")));
        });
    for (BusinessDay billDay : billDays) {
      for (Finding finding : findings(state, billDay, currency)) {
        boolean said =
            finding.state() != State.MISSING_AT_BANK
                || BankStatements.cover(state, currency, billDay);
        if (said && ofDay.contains(finding.due().billId())) {
          byBill.put(finding.due().billId(), finding);
        }
      }
    }
    return byBill.isEmpty() ? NONE : new BankLeg(byBill);
  }

  /** Bills around the day are matched with it, because they compete for the same credits. */
  private static List<Finding> findings(StateReader state, BusinessDay billDay, Currency currency) {
    BusinessDay first = billDay.plusDays(-BankMatching.DAYS);
    BusinessDay last = billDay.plusDays(BankMatching.DAYS);
    return BankMatching.of(
            Bills.dues(state, currency, first, last),
            BankStatements.credits(state, currency, first, last.plusDays(BankMatching.DAYS)))
        .findings()
        .stream()
        .filter(finding -> finding.due().billDay().equals(billDay))
        .toList();
  }

  /** The word for why the sales of a bill's line wait. */
  Optional<String> holds(String lineId) {
    Finding finding = byBill.get(lineId.substring(0, lineId.lastIndexOf('#')));
    return finding == null || finding.state() == State.PAID
        ? Optional.empty()
        : Optional.of(kind(finding));
  }

  long count(State state) {
    return byBill.values().stream().filter(finding -> finding.state() == state).count();
  }

  /** A case with its evidence for each bill that is not paid as it should be. */
  List<Json> cases() {
    List<Json> cases = new ArrayList<>();
    byBill.values().stream()
        .filter(finding -> finding.state() != State.PAID)
        .map(BankLeg::json)
        .forEach(cases::add);
    return cases;
  }

  private static Json json(Finding finding) {
    BankMatching.Due due = finding.due();
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("kind", kind(finding))
            .text("state", "held")
            .text("bill", due.billId())
            .text("billDay", due.billDay().date())
            .integer("amount", due.netMinor());
    finding
        .credit()
        .ifPresent(credit ->
            json.text("credit", credit.creditId())
                .text("bookedOn", credit.bookedOn().date())
                .text("reference", credit.text())
                .integer("credited", credit.amountMinor()));
    return json.build();
  }

  private static String kind(Finding finding) {
    return switch (finding.state()) {
      case PAID -> "paid";
      case AMOUNT_DIFFERS -> "bankDiffers";
      case MISSING_AT_BANK -> "missingAtBank";
    };
  }
}
