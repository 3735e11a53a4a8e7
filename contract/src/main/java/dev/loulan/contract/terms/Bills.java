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
import dev.loulan.domain.Rfc3339;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.BankMatching;
import dev.loulan.domain.matching.BillLine;
import dev.loulan.domain.matching.TenderReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The payment providers' bills as the operator handed them in. A bill never changes. Its lines are
 * kept by the day of the sale that they pay, which is the bill's day unless a line names another:
 * so the settlement of a day finds early and late lines without looking through other days.
 */
final class Bills {
  private static final String BILL = "bill";
  private static final String HEAD = "billHead";
  private static final String DUE = "billDue";

  private Bills() {}

  static Json submit(StatePort state, Caller caller, Fields document) {
    if (caller.role() != PartyRole.OPERATOR) {
      throw new ContractException(ContractCode.NOT_AUTHORISED, "Only an operator hands in a bill");
    }
    if (document.find("lines").isEmpty()) {
      throw new ContractException(
          ContractCode.MALFORMED, "bill.lines must be there and be an array; a day may have none");
    }
    BillHead head = BillHead.of(document, caller);
    TreeMap<BusinessDay, List<Json>> linesByDay = new TreeMap<>();
    List<Json> all = new ArrayList<>();
    long netMinor = 0;
    for (Fields fields : document.objects("lines")) {
      Json line = line(fields, all.size() + 1L);
      netMinor = Math.addExact(netMinor, net(fields));
      BusinessDay day = fields.textOrNone("saleDay").map(BusinessDay::new).orElse(head.day());
      linesByDay.computeIfAbsent(day, d -> new ArrayList<>()).add(line);
      all.add(line);
    }
    String digest = Signatures.sha256Hex(head.json().array("lines", all).build().canonical());
    if (isNew(state, head, digest)) {
      Documents.putPrivate(state, dueKey(head), head.json().integer("net", netMinor).build());
      linesByDay.forEach((day, lines) ->
          Documents.putPrivate(
              state,
              key(BILL, day, head.currency(), head.billId()),
              head.json().array("lines", lines).build()));
      state.emit("BillSubmitted", summary(head, digest).canonical());
    }
    return new JsonObjectBuilder()
        .text("billId", head.billId())
        .integer("lines", all.size())
        .flag("assertedByOperator", head.digest().isEmpty())
        .build();
  }

  /** All lines that belong to sales of a day; a line's id is its bill's id and its place. */
  static List<BillLine> lines(StateReader state, BusinessDay day, Currency currency) {
    List<BillLine> lines = new ArrayList<>();
    for (Json stored : bills(state, day, currency)) {
      Fields bill = Documents.fields(stored);
      BusinessDay billDay = new BusinessDay(bill.text("day"));
      for (Fields line : bill.objects("lines")) {
        lines.add(
            new BillLine(
                bill.text("billId") + "#" + Key.index(line.integer("place")),
                new TenderReference(
                    bill.text("provider"), bill.text("merchant"), line.text("reference")),
                line.integer("amount"),
                billDay,
                line.textOrNone("at").flatMap(Rfc3339::micros)));
      }
    }
    return List.copyOf(lines);
  }

  /** The bills that have lines for sales of a day. */
  static List<Fields> heads(StateReader state, BusinessDay day, Currency currency) {
    return bills(state, day, currency).stream().map(Documents::fields).toList();
  }

  /** What the bills from one day to another, both included, must bring to the bank. */
  static List<BankMatching.Due> dues(
      StateReader state, Currency currency, BusinessDay from, BusinessDay to) {
    return state
        .rangePrivate(
            Documents.TRADE,
            Key.under(DUE, currency.code(), from.date()),
            Key.end(DUE, currency.code(), to.date()))
        .stream()
        .map(Documents::read)
        .map(due ->
            new BankMatching.Due(
                due.text("billId"),
                due.text("provider"),
                due.text("merchant"),
                new BusinessDay(due.text("day")),
                due.integer("net")))
        .toList();
  }

  /** Whether the day's bills rest on the operator's word alone. */
  static boolean areAsserted(StateReader state, BusinessDay day, Currency currency) {
    return bills(state, day, currency).stream()
        .anyMatch(bill -> Documents.fields(bill).textOrNone("digest").isEmpty());
  }

  private static List<Json> bills(StateReader state, BusinessDay day, Currency currency) {
    return Documents.privateUnder(state, BILL, day.date(), currency.code());
  }

  private static boolean isNew(StatePort state, BillHead head, String digest) {
    String key = key(HEAD, head.day(), head.currency(), head.billId());
    Optional<Json> before = Documents.findPrivate(state, key);
    if (before.isPresent() && !Documents.fields(before.get()).text("sha256").equals(digest)) {
      throw new ContractException(
          ContractCode.BILL_DIFFERS,
          "This bill is handed in already with other lines; further lines need a billId");
    }
    if (before.isEmpty()) {
      Documents.putPrivate(state, key, summary(head, digest));
    }
    return before.isEmpty();
  }

  private static Json.Obj summary(BillHead head, String digest) {
    return new JsonObjectBuilder()
        .text("key", key(HEAD, head.day(), head.currency(), head.billId()))
        .text("sha256", digest)
        .build();
  }

  private static Json line(Fields line, long place) {
    return new JsonObjectBuilder()
        .integer("place", place)
        .text("reference", line.textOrNone("reference").orElse(""))
        .integer("amount", line.integer("amount"))
        .textOrNull("at", line.textOrNone("at"))
        .textOrNull("saleDay", line.textOrNone("saleDay"))
        .integer("fee", line.integerOrNone("fee").orElse(0L))
        .build();
  }

  private static long net(Fields line) {
    long fee = Math.abs(line.integerOrNone("fee").orElse(0L));
    return Math.subtractExact(line.integer("amount"), fee);
  }

  private static String dueKey(BillHead head) {
    String digest = Signatures.sha256Hex(new Json.Text(head.billId()).canonical());
    return Key.of(DUE, head.currency().code(), head.day().date(), digest);
  }

  /** An id may hold any character, a key may not. */
  private static String key(String kind, BusinessDay day, Currency currency, String billId) {
    String digest = Signatures.sha256Hex(new Json.Text(billId).canonical());
    return Key.of(kind, day.date(), currency.code(), digest);
  }
}
