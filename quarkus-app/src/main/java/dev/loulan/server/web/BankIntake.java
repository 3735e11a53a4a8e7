package dev.loulan.server.web;

import dev.loulan.clearing.payout.BankFile;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.server.ledger.LedgerDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes what the operator's bank wrote to the ledger: credits of an account statement as the third
 * leg of the match, and what became of the transfers that were instructed.
 */
final class BankIntake {
  private final LedgerDesk ledger;

  BankIntake(LedgerDesk ledger) {
    this.ledger = ledger;
  }

  /**
   * What a file came to.
   *
   * @param statement the bank's name of the account statement, where credits were taken
   * @param answered transfers that are booked or rejected now
   * @param unknown transfers that were never instructed here
   */
  record Taken(Optional<String> statement, int credits, int answered, List<String> unknown) {}

  /**
   * Hands a file in; again is success.
   *
   * @param currencies those in which transfers may have been instructed
   * @throws ContractException when the ledger knows another outcome of a transfer; nothing of the
   *     file was handed in then
   */
  Taken take(BankFile file, List<Currency> currencies) {
    SortedMap<String, Instructed> instructed = instructed(currencies);
    List<String> unknown = new ArrayList<>();
    List<Json.Obj> outcomes = new ArrayList<>();
    for (BankFile.Answer answer : file.answers()) {
      Instructed transfer = instructed.get(answer.endToEndId());
      if (transfer == null) {
        unknown.add(answer.endToEndId());
      } else {
        answer
            .outcome()
            .ifPresent(outcome -> outcomes.add(outcome(answer.endToEndId(), transfer, outcome)));
      }
    }
    List<Json.Obj> statements = file.isStatement() ? file.statements() : List.of();
    int credits = 0;
    for (Json.Obj statement : statements) {
      ledger.submit(ledger.operator(), ContractCalls.submitBankStatement(statement));
      credits += Fields.of(statement, "statement").objects("credits").size();
    }
    for (Json.Obj outcome : outcomes) {
      ledger.submit(ledger.operator(), ContractCalls.answerPayout(outcome));
    }
    return new Taken(
        statements.isEmpty() ? Optional.empty() : Optional.of(file.statementId()),
        credits,
        outcomes.size(),
        unknown);
  }

  private record Instructed(String state, Currency currency) {}

  private SortedMap<String, Instructed> instructed(List<Currency> currencies) {
    TreeMap<String, Instructed> transfers = new TreeMap<>();
    for (Currency currency : currencies) {
      ledger
          .list(ContractCalls.payouts(currency))
          .forEach(payout ->
              transfers.put(
                  payout.text("payoutId"), new Instructed(payout.text("state"), currency)));
    }
    return transfers;
  }

  private static Json.Obj outcome(String id, Instructed transfer, String outcome) {
    if (!transfer.state().equals("instructed") && !transfer.state().equals(outcome)) {
      throw new ContractException(
          ContractCode.PAYOUT_DIFFERS, "Payout " + id + " is " + transfer.state() + " already");
    }
    return new JsonObjectBuilder()
        .text("payoutId", id)
        .text("currency", transfer.currency().code())
        .text("outcome", outcome)
        .build();
  }
}
