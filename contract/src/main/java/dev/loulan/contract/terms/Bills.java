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
import dev.loulan.domain.matching.BillLine;
import dev.loulan.domain.matching.TenderReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The payment providers' bills as the operator handed them in. A bill never changes. */
final class Bills {
  private static final String BILL = "bill";

  private Bills() {}

  static Json submit(StatePort state, Caller caller, Fields document) {
    if (caller.role() != PartyRole.OPERATOR) {
      throw new ContractException(ContractCode.NOT_AUTHORISED, "Only an operator hands in a bill");
    }
    BusinessDay day = new BusinessDay(document.text("day"));
    Currency currency = new Currency(document.text("currency"));
    String provider = document.text("provider");
    String merchant = document.text("merchant");
    String billId =
        document
            .textOrNone("billId")
            .orElse(day + ":" + provider + ":" + merchant + ":" + currency);
    List<Json> lines = new ArrayList<>();
    for (Fields line : document.objects("lines")) {
      lines.add(line(line));
    }
    Json.Obj bill =
        new JsonObjectBuilder()
            .text("billId", billId)
            .text("day", day.date())
            .text("currency", currency.code())
            .text("provider", provider)
            .text("merchant", merchant)
            .textOrNull("digest", document.textOrNone("digest"))
            .text("submitter", caller.partyId())
            .array("lines", lines)
            .build();
    store(state, key(day, currency, billId), bill);
    return new JsonObjectBuilder()
        .text("billId", billId)
        .integer("lines", lines.size())
        .flag("assertedByOperator", isAsserted(bill))
        .build();
  }

  /** All lines of a day's bills; a line's id is its bill's id and its place. */
  static List<BillLine> lines(StateReader state, BusinessDay day, Currency currency) {
    List<BillLine> lines = new ArrayList<>();
    for (Json stored : bills(state, day, currency)) {
      Fields bill = Documents.fields(stored);
      long place = 0;
      for (Fields line : bill.objects("lines")) {
        place++;
        lines.add(
            new BillLine(
                bill.text("billId") + "#" + Key.index(place),
                new TenderReference(
                    bill.text("provider"), bill.text("merchant"), line.text("reference")),
                line.integer("amount")));
      }
    }
    return List.copyOf(lines);
  }

  /** Whether the day's bills rest on the operator's word alone. */
  static boolean areAsserted(StateReader state, BusinessDay day, Currency currency) {
    return bills(state, day, currency).stream().anyMatch(Bills::isAsserted);
  }

  private static boolean isAsserted(Json bill) {
    return Documents.fields(bill).textOrNone("digest").isEmpty();
  }

  private static List<Json> bills(StateReader state, BusinessDay day, Currency currency) {
    return Documents.privateUnder(state, BILL, day.date(), currency.code());
  }

  private static void store(StatePort state, String key, Json.Obj bill) {
    Optional<Json> before = Documents.findPrivate(state, key);
    if (before.isPresent() && !before.get().equals(bill)) {
      throw new ContractException(
          ContractCode.BILL_DIFFERS,
          "This bill is handed in already with other lines; further lines need a billId");
    }
    if (before.isEmpty()) {
      Documents.putPrivate(state, key, bill);
      state.emit(
          "BillSubmitted",
          new JsonObjectBuilder()
              .text("key", key)
              .text("sha256", Signatures.sha256Hex(bill.canonical()))
              .build()
              .canonical());
    }
  }

  private static Json line(Fields line) {
    return new JsonObjectBuilder()
        .text("reference", line.text("reference"))
        .integer("amount", line.integer("amount"))
        .textOrNull("at", line.textOrNone("at"))
        .integer("fee", line.integerOrNone("fee").orElse(0L))
        .build();
  }

  /** An id may hold any character, a key may not. */
  private static String key(BusinessDay day, Currency currency, String billId) {
    String digest = Signatures.sha256Hex(new Json.Text(billId).canonical());
    return Key.of(BILL, day.date(), currency.code(), digest);
  }
}
