package dev.loulan.contract.terms;

import dev.loulan.contract.StateReader;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.CaseKind;
import dev.loulan.domain.matching.MatchCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole day as it stands: what splits, what is held and why. A pure function of the facts,
 * independent of what earlier runs posted.
 */
final class DayResult {
  private final List<Part> parts = new ArrayList<>();
  private final List<Json> cases = new ArrayList<>();
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private long heldMinor;
  private long heldReviewMinor;

  private DayResult() {}

  static DayResult of(StateReader state, DayFacts facts, Splitter splitter) {
    DayResult result = new DayResult();
    TreeMap<String, SaleRecord> sales = new TreeMap<>();
    facts.sales().forEach(sale -> sales.put(sale.saleId(), sale));
    TreeMap<String, DayFacts.StandingDispute> disputes = new TreeMap<>();
    facts.disputes().forEach(d -> disputes.putIfAbsent(d.dispute().target().toString(), d));
    for (MatchCase match : facts.cases()) {
      result.count(match.kind().word());
      Optional<SaleRecord> sale = match.saleId().map(sales::get);
      if (match.kind() == CaseKind.REVIEW) {
        result.reportReview(state, match);
      } else if (sale.isEmpty()) {
        result.report(match, "open");
      } else if (result.holdsDisputed(sale.get(), disputes.get(sale.get().saleId()))) {
        result.heldMinor = Math.addExact(result.heldMinor, match.amountMinor());
      } else if (result.holdsAtBank(state, facts.bank(), match)) {
        result.heldMinor = Math.addExact(result.heldMinor, match.amountMinor());
      } else if (!match.kind().holdsSale()) {
        if (match.kind().isWorthTelling()) {
          result.report(match, "settled");
        }
        result.settle(Claim.of(sale.get()), splitter);
      } else if (Adjustments.isReleased(state, sale.get().saleId())) {
        result.report(match, "released");
        result.settle(Claim.of(sale.get()), splitter);
      } else {
        result.report(match, "held");
        result.heldMinor = Math.addExact(result.heldMinor, match.amountMinor());
      }
    }
    result.cases.addAll(facts.bank().cases());
    facts.adjustmentClaims().forEach(claim -> result.settle(claim, splitter));
    return result;
  }

  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Whether nothing was sold and nothing is to be told. */
  boolean isEmpty() {
    return parts.isEmpty() && cases.isEmpty();
  }

  List<Json> cases() {
    return List.copyOf(cases);
  }

  long heldMinor() {
    return heldMinor;
  }

  /** What was collected for sessions that nobody has answered yet; in no sale of the ledger. */
  long heldReviewMinor() {
    return heldReviewMinor;
  }

  long count(CaseKind kind) {
    return counts.getOrDefault(kind.word(), 0L);
  }

  private void count(String kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  private void settle(Claim claim, Splitter splitter) {
    switch (splitter.split(claim)) {
      case Splitter.Outcome.Parts split -> parts.addAll(split.parts());
      case Splitter.Outcome.Held held -> {
        heldMinor = Math.addExact(heldMinor, claim.grossMinor());
        cases.add(
            new JsonObjectBuilder()
                .text("kind", held.kind())
                .text("state", "held")
                .text("saleId", claim.saleId())
                .integer("amount", claim.grossMinor())
                .build());
      }
    }
  }

  /** Reports a contested sale; whether it waits for the dispute to end. */
  private boolean holdsDisputed(SaleRecord sale, DayFacts.@Nullable StandingDispute standing) {
    if (standing == null) {
      return false;
    }
    Dispute dispute = standing.dispute();
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("kind", "contested")
            .text("state", standing.state().holds() ? "held" : "released")
            .text("dispute", standing.state().word())
            .text("contester", dispute.contester())
            .text("answerBy", dispute.answerBy().date())
            .text("saleId", sale.saleId())
            .integer("amount", sale.grossMinor());
    dispute.answer().ifPresent(answer -> json.text("standsOn", answer.standsOn().date()));
    cases.add(json.build());
    return standing.state().holds();
  }

  /** Reports a sale whose bill the bank was not paid; whether it waits. */
  private boolean holdsAtBank(StateReader state, BankLeg bank, MatchCase match) {
    Optional<String> held = match.lineId().flatMap(bank::holds);
    if (held.isEmpty()
        || match.kind().holdsSale()
        || Adjustments.isReleased(state, match.saleId().orElseThrow())) {
      return false;
    }
    report(match, held.get(), "held");
    return true;
  }

  private void reportReview(StateReader state, MatchCase match) {
    boolean answered = Adjustments.isAnswered(state, match.saleId().orElseThrow());
    report(match, answered ? "released" : "held");
    if (!answered) {
      heldReviewMinor = Math.addExact(heldReviewMinor, match.amountMinor());
    }
  }

  private void report(MatchCase match, String caseState) {
    report(match, match.kind().word(), caseState);
  }

  private void report(MatchCase match, String kind, String caseState) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("kind", kind)
            .text("state", caseState)
            .integer("amount", match.amountMinor());
    match.saleId().ifPresent(id -> json.text("saleId", id));
    match.tender().ifPresent(tender -> json.text("reference", tender.reference()));
    match.lineId().ifPresent(line -> json.text("billLine", line));
    match.billedMinor().ifPresent(billed -> json.integer("billed", billed));
    match.billDay().ifPresent(day -> json.text("billDay", day.date()));
    cases.add(json.build());
  }
}
