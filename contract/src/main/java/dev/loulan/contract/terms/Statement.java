package dev.loulan.contract.terms;

import dev.loulan.contract.sales.ClosedDay;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.BankMatching;
import dev.loulan.domain.matching.CaseKind;
import java.util.List;

/** A run as its parties read it; {@code docs/formats/contract.md} is its table. */
final class Statement {
  private static final int FORMAT = 1;

  private Statement() {}

  static Json of(DayFacts facts, PastRuns past, DayResult result, Run run) {
    long held = Math.subtractExact(result.heldMinor(), past.heldMinor());
    long gross = run.amounts().sum();
    List<String> devices =
        facts.closed().stream()
            .map(ClosedDay::deviceId)
            .filter(id -> !past.devices().contains(id))
            .toList();
    return new JsonObjectBuilder()
        .integer("statement", FORMAT)
        .text("day", facts.day().date())
        .integer("run", past.count() + 1)
        .text("currency", facts.currency().code())
        .texts("devices", devices)
        .texts("waiting", facts.waiting())
        .integer("gross", gross)
        .integer("held", held)
        .array("shares", run.amounts().json("amount"))
        .json("bill", bill(facts, result))
        .integer("sales", facts.sales().size() - past.sales())
        .integer("reviews", facts.reviewCount() - past.reviews())
        .json("ledger", ledger(facts, devices, gross + held))
        .array("postings", run.postings())
        .array("lines", run.lines())
        .array("cases", result.cases())
        .build();
  }

  static Json bill(DayFacts facts, DayResult result) {
    return new JsonObjectBuilder()
        .integer("matched", result.count(CaseKind.MATCHED))
        .integer("missing", result.count(CaseKind.MISSING_AT_PROVIDER))
        .integer("differing", result.count(CaseKind.AMOUNT_DIFFERS))
        .integer("notInJournal", result.count(CaseKind.MISSING_IN_JOURNAL))
        .integer("duplicateLines", result.count(CaseKind.DUPLICATE_LINE))
        .integer("duplicateReferences", result.count(CaseKind.DUPLICATE_REFERENCE))
        .integer("late", result.count(CaseKind.LATE))
        .integer("early", result.count(CaseKind.EARLY))
        .integer("collectedByOperator", result.count(CaseKind.COLLECTED_BY_OPERATOR))
        .integer("reviews", result.count(CaseKind.REVIEW))
        .integer("heldReviews", result.heldReviewMinor())
        .integer("bankPaid", facts.bank().count(BankMatching.State.PAID))
        .integer("bankDiffering", facts.bank().count(BankMatching.State.AMOUNT_DIFFERS))
        .integer("bankMissing", facts.bank().count(BankMatching.State.MISSING_AT_BANK))
        .flag("assertedByOperator", facts.billAsserted())
        .build();
  }

  /** Our own belief checked: what is settled and held now is what the devices' logs add. */
  private static Json ledger(DayFacts facts, List<String> devices, long accountedMinor) {
    long sales = 0;
    long gross = 0;
    for (SaleRecord sale : facts.sales()) {
      if (devices.contains(sale.deviceId())) {
        sales++;
        gross = Math.addExact(gross, sale.grossMinor());
      }
    }
    return new JsonObjectBuilder()
        .integer("sales", sales)
        .integer("gross", gross)
        .integer("adjusted", Math.subtractExact(accountedMinor, gross))
        .build();
  }
}
