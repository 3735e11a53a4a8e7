package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.sales.ClosedDay;
import dev.loulan.contract.state.Documents;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;

/**
 * Settles days. A run computes the whole day afresh and posts what earlier runs did not: so late
 * devices, released cases and backdated agreements come as runs of their own, and a run without
 * news gives the last statement's bytes.
 */
final class Settlement {
  private Settlement() {}

  static byte[] settle(StatePort state, BusinessDay day, Currency currency) {
    DayFacts facts = DayFacts.read(state, day, currency);
    PastRuns past = PastRuns.of(state, day, currency);
    requireSomething(facts, past);
    List<AgreementState> agreements = Agreements.all(state);
    DayResult result = DayResult.of(state, facts, new Splitter(agreements, day, currency));
    Run run = Run.of(result, past, new TermsIndex(agreements));
    if (!isNews(facts, past, result, run)) {
      return past.last().orElseThrow().canonical();
    }
    byte[] statement = Statement.of(facts, past, result, run).canonical();
    state.put(PastRuns.key(day, currency, past.count() + 1), statement);
    Balances.post(state, currency, day.date(), past.count() + 1, run.amounts());
    state.emit("DaySettled", event(facts, past, run).canonical());
    return statement;
  }

  static Json matching(StatePort state, BusinessDay day, Currency currency) {
    DayFacts facts = DayFacts.read(state, day, currency);
    DayResult result =
        DayResult.of(state, facts, new Splitter(Agreements.all(state), day, currency));
    return new JsonObjectBuilder()
        .text("day", day.date())
        .text("currency", currency.code())
        .texts("waiting", facts.waiting())
        .integer("held", result.heldMinor())
        .json("bill", Statement.bill(facts, result))
        .array("cases", result.cases())
        .build();
  }

  static byte[] statement(StateReader state, BusinessDay day, Currency currency) {
    return PastRuns.of(state, day, currency)
        .last()
        .orElseThrow(() ->
            new ContractException(
                ContractCode.UNKNOWN_DAY, "Day " + day + " is not settled in " + currency))
        .canonical();
  }

  private static void requireSomething(DayFacts facts, PastRuns past) {
    if (!facts.isEmpty() || past.count() > 0) {
      return;
    }
    if (facts.waiting().isEmpty()) {
      throw new ContractException(
          ContractCode.UNKNOWN_DAY, "No device sold in " + facts.currency() + " on " + facts.day());
    }
    throw new ContractException(
        ContractCode.DAY_OPEN,
        "Day " + facts.day() + " is not closed by " + String.join(", ", facts.waiting()));
  }

  static boolean isNews(DayFacts facts, PastRuns past, DayResult result, Run run) {
    if (past.last().isEmpty()) {
      return true;
    }
    Json lastCases =
        Documents.fields(past.last().get()).find("cases").orElse(Json.array(List.of()));
    boolean sameDevices =
        past.devices().containsAll(facts.closed().stream().map(ClosedDay::deviceId).toList());
    return !(run.isEmpty() && sameDevices && lastCases.equals(Json.array(result.cases())));
  }

  private static Json.Obj event(DayFacts facts, PastRuns past, Run run) {
    return new JsonObjectBuilder()
        .text("day", facts.day().date())
        .text("currency", facts.currency().code())
        .integer("run", past.count() + 1)
        .integer("gross", run.amounts().sum())
        .build();
  }
}
