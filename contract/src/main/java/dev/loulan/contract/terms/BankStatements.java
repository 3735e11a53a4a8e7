package dev.loulan.contract.terms;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.contract.state.Signatures;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.BankMatching;
import dev.loulan.domain.matching.BankMatching.Credit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the operator's bank says that it received, as the operator handed it in. Credits are kept by
 * the day on which they were booked, so that a day's bills find theirs without looking further.
 */
final class BankStatements {
  private static final String STATEMENT = "bankStatement";
  private static final String CREDIT = "bankCredit";
  private static final String UNTIL = "bankUntil";

  private BankStatements() {}

  static Json submit(StatePort state, Caller caller, Fields document) {
    if (caller.role() != PartyRole.OPERATOR) {
      throw new ContractException(
          ContractCode.NOT_AUTHORISED, "Only an operator hands in its bank's statement");
    }
    String statementId = document.text("statementId");
    Currency currency = new Currency(document.text("currency"));
    BusinessDay until = new BusinessDay(document.text("until"));
    TreeMap<BusinessDay, List<Json>> byDay = new TreeMap<>();
    List<Json> all = new ArrayList<>();
    for (Fields fields : document.objects("credits")) {
      BusinessDay day = new BusinessDay(fields.text("bookedOn"));
      if (day.compareTo(until) > 0) {
        throw new ContractException(
            ContractCode.MALFORMED, "A credit is booked on " + day + ", after " + until);
      }
      Json credit =
          new JsonObjectBuilder()
              .text("creditId", statementId + "#" + Key.index(all.size() + 1L))
              .text("bookedOn", day.date())
              .integer("amount", fields.integer("amount"))
              .text("reference", fields.textOrNone("reference").orElse(""))
              .build();
      byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(credit);
      all.add(credit);
    }
    Json.Obj whole =
        new JsonObjectBuilder()
            .text("statementId", statementId)
            .text("currency", currency.code())
            .text("until", until.date())
            .array("credits", all)
            .build();
    String id = Signatures.sha256Hex(new Json.Text(statementId).canonical());
    if (isNew(state, Key.of(STATEMENT, currency.code(), id), whole)) {
      byDay.forEach((day, credits) ->
          Documents.putPrivate(
              state,
              Key.of(CREDIT, currency.code(), day.date(), id),
              new JsonObjectBuilder().array("credits", credits).build()));
      remember(state, currency, until);
      state.emit("BankStatementSubmitted", summary(statementId, until, all.size()).canonical());
    }
    return summary(statementId, until, all.size());
  }

  /** What was booked from one day to another, both included. */
  static List<Credit> credits(
      StateReader state, Currency currency, BusinessDay from, BusinessDay to) {
    List<Credit> credits = new ArrayList<>();
    for (var row :
        state.rangePrivate(
            Documents.TRADE,
            Key.under(CREDIT, currency.code(), from.date()),
            Key.end(CREDIT, currency.code(), to.date()))) {
      for (Fields credit : Documents.read(row).objects("credits")) {
        credits.add(
            new Credit(
                credit.text("creditId"),
                new BusinessDay(credit.text("bookedOn")),
                credit.integer("amount"),
                credit.text("reference")));
      }
    }
    return credits;
  }

  /** Whether the statements reach so far that a bill's money must be on them. */
  static boolean cover(StateReader state, Currency currency, BusinessDay billDay) {
    return until(state, currency)
        .filter(until -> until.compareTo(billDay.plusDays(BankMatching.DAYS)) >= 0)
        .isPresent();
  }

  private static void remember(StatePort state, Currency currency, BusinessDay until) {
    if (until(state, currency).filter(known -> known.compareTo(until) >= 0).isEmpty()) {
      state.put(
          Key.of(UNTIL, currency.code()),
          new JsonObjectBuilder().text("day", until.date()).build().canonical());
    }
  }

  private static Optional<BusinessDay> until(StateReader state, Currency currency) {
    return Documents.find(state, Key.of(UNTIL, currency.code()))
        .map(Documents::fields)
        .map(fields -> new BusinessDay(fields.text("day")));
  }

  private static boolean isNew(StatePort state, String key, Json.Obj whole) {
    Optional<Json> before = Documents.findPrivate(state, key);
    if (before.isPresent() && !before.get().equals(whole)) {
      throw new ContractException(
          ContractCode.BANK_STATEMENT_DIFFERS,
          "This bank statement is handed in already with other credits");
    }
    if (before.isEmpty()) {
      Documents.putPrivate(state, key, whole);
    }
    return before.isEmpty();
  }

  private static Json.Obj summary(String statementId, BusinessDay until, long credits) {
    return new JsonObjectBuilder()
        .text("statementId", statementId)
        .text("until", until.date())
        .integer("credits", credits)
        .build();
  }
}
