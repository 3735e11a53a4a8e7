package dev.loulan.contract.terms;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.contract.state.Message;
import dev.loulan.domain.Currency;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/**
 * What the operator told its bank to pay. An instruction takes its amounts off what is due, once; a
 * bank's refusal gives them back. A party whose balance is negative is owed nothing until later
 * days made up for it.
 */
final class Payouts {
  private static final String PAYOUT = "payout";

  private Payouts() {}

  /** Records an instruction; the same again is success. */
  static Json instruct(StatePort state, Caller caller, Fields document) {
    requireOperator(caller);
    String payoutId = Key.requireId(document.text("payoutId"), "payoutId");
    Currency currency = new Currency(document.text("currency"));
    PartyAmounts amounts = amounts(document);
    Json.Obj payout =
        new JsonObjectBuilder()
            .text("payoutId", payoutId)
            .text("currency", currency.code())
            .text("submitter", caller.partyId())
            .array("items", amounts.json("amount"))
            .build();
    Optional<Fields> before = find(state, currency, payoutId);
    if (before.isPresent()) {
      requireSame(payoutId, before.get(), amounts);
      return stored(before.get());
    }
    Balances balances = Balances.of(state, currency);
    amounts.all().forEach((place, amount) -> requireDue(place, amount, balances));
    Json.Obj instructed = with(payout, "instructed");
    state.put(key(currency, payoutId), instructed.canonical());
    state.emit("PayoutInstructed", instructed.canonical());
    return instructed;
  }

  /** Records the bank's answer: {@code booked} or {@code rejected}; it is given once. */
  static Json answer(StatePort state, Caller caller, Fields document) {
    requireOperator(caller);
    String payoutId = Key.requireId(document.text("payoutId"), "payoutId");
    Currency currency = new Currency(document.text("currency"));
    String outcome = document.text("outcome");
    if (!outcome.equals("booked") && !outcome.equals("rejected")) {
      throw new ContractException(
          ContractCode.MALFORMED, "A payout's outcome is booked or rejected");
    }
    Fields payout =
        find(state, currency, payoutId)
            .orElseThrow(() ->
                new ContractException(
                    ContractCode.UNKNOWN_PAYOUT, "No payout '" + payoutId + "' is instructed"));
    String now = payout.text("state");
    if (!now.equals("instructed") && !now.equals(outcome)) {
      throw new ContractException(
          ContractCode.PAYOUT_DIFFERS, "Payout " + payoutId + " is " + now + " already");
    }
    Json.Obj answered = with(stored(payout), outcome);
    if (!now.equals(outcome)) {
      state.put(key(currency, payoutId), answered.canonical());
      state.emit("PayoutAnswered", answered.canonical());
    }
    return answered;
  }

  /** All instructions in a currency, by id. */
  static List<Json> all(StateReader state, Currency currency) {
    return Documents.under(state, PAYOUT, currency.code());
  }

  private static PartyAmounts amounts(Fields document) {
    PartyAmounts amounts = new PartyAmounts();
    for (Fields item : document.objects("items")) {
      long amount = item.integer("amount");
      if (amount < 1) {
        throw new ContractException(
            ContractCode.MALFORMED, "A payout's amount is above 0, found " + amount);
      }
      amounts.add(
          new PartyAmounts.Place(
              ShareRole.ofWord(item.text("party")), Key.requireId(item.text("partyId"), "partyId")),
          amount);
    }
    if (amounts.all().isEmpty()) {
      throw new ContractException(ContractCode.MALFORMED, "A payout pays somebody");
    }
    return amounts;
  }

  private static void requireDue(PartyAmounts.Place place, long amount, Balances balances) {
    long due = balances.dueMinor(place);
    if (amount > due) {
      throw new ContractException(
          ContractCode.PAYOUT_NOT_DUE,
          Message.of(
              "%s %s is owed %d; %d cannot be paid. What is below 0 is made up by later days first",
              place.role().word(), place.partyId(), due, amount));
    }
  }

  private static void requireSame(String payoutId, Fields before, PartyAmounts amounts) {
    if (!before.find("items").equals(Optional.of(Json.array(amounts.json("amount"))))) {
      throw new ContractException(
          ContractCode.PAYOUT_DIFFERS,
          "Payout " + payoutId + " is instructed already with other amounts");
    }
  }

  private static void requireOperator(Caller caller) {
    if (caller.role() != PartyRole.OPERATOR) {
      throw new ContractException(ContractCode.NOT_AUTHORISED, "Only an operator pays out");
    }
  }

  private static Optional<Fields> find(StateReader state, Currency currency, String payoutId) {
    return Documents.find(state, key(currency, payoutId)).map(Documents::fields);
  }

  private static Json.Obj stored(Fields payout) {
    return new JsonObjectBuilder()
        .text("payoutId", payout.text("payoutId"))
        .text("currency", payout.text("currency"))
        .text("submitter", payout.text("submitter"))
        .json("items", payout.find("items").orElseThrow())
        .text("state", payout.text("state"))
        .build();
  }

  private static Json.Obj with(Json.Obj payout, String state) {
    var members = payout.members();
    members.put("state", new Json.Text(state));
    return new Json.Obj(members);
  }

  private static String key(Currency currency, String payoutId) {
    return Key.of(PAYOUT, currency.code(), payoutId);
  }
}
