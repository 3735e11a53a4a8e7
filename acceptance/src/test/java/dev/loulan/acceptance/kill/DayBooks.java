package dev.loulan.acceptance.kill;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.SessionClosed;
import dev.loulan.journal.entry.SessionOpened;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.testkit.sim.Visit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the books say of a day once it is over.
 *
 * @param sales as the ledger has them
 * @param reviewed sessions that wait for a person, as the server has them; one for each review
 */
record DayBooks(JournalState journal, List<LedgerSale> sales, List<String> reviewed) {

  /** A sale at the ledger; {@code units} by GTIN. */
  record LedgerSale(String session, long grossMinor, SortedMap<String, Long> units) {}

  DayBooks {
    sales = List.copyOf(sales);
    reviewed = List.copyOf(reviewed);
  }

  /** Reads a ledger that no server has open. */
  static List<LedgerSale> ledger(Path file, String operator, String day) {
    try (EmbeddedLedger ledger = EmbeddedLedger.open(file)) {
      Caller caller = new Caller(operator, PartyRole.OPERATOR);
      byte[] answer =
          ledger.invoke(caller, ContractCalls.salesOfDay(new BusinessDay(day))).payload();
      return items(JsonReader.read(answer)).stream().map(DayBooks::sale).toList();
    }
  }

  /** Sessions of the reviews in an answer of the server. */
  static List<String> reviewed(Json reviews) {
    return items(reviews).stream().map(review -> review.text("session")).toList();
  }

  private static LedgerSale sale(Fields sale) {
    SortedMap<String, Long> units = new TreeMap<>();
    for (Fields line : sale.objects("lines")) {
      units.merge(line.text("gtin"), line.integer("quantity"), Long::sum);
    }
    return new LedgerSale(sale.text("session"), sale.integer("gross"), units);
  }

  private static List<Fields> items(Json array) {
    if (!(array instanceof Json.Arr all)) {
      throw new IllegalArgumentException("An array was expected, found " + array.text());
    }
    return all.items().stream().map(item -> Fields.of(item, "item")).toList();
  }

  /** Whether what was announced of a session is what the books have. */
  boolean keeps(KillDrill.Announced said) {
    return switch (said.state()) {
      case "confirmed" ->
          sales.stream()
              .anyMatch(
                  s -> s.session().equals(said.session()) && s.grossMinor() == said.totalMinor());
      case "review" -> reviewed.contains(said.session());
      case "empty" -> sales.stream().noneMatch(s -> s.session().equals(said.session()));
      default -> false;
    };
  }

  /** What is wrong with the books of a visit; empty when they are right. */
  List<String> faults(Visit visit, boolean mayAsk) {
    List<String> faults = new ArrayList<>();
    List<String> sessions =
        journal.bodies(SessionOpened.class).stream()
            .filter(o -> o.tender() != null && o.tender().reference().equals(visit.reference()))
            .map(SessionOpened::session)
            .toList();
    if (sessions.size() != 1) {
      faults.add("it has the sessions " + sessions + " in the journal, not one");
      return faults;
    }
    String session = sessions.getFirst();
    long ends =
        journal.bodies(SessionClosed.class).stream()
            .filter(closed -> closed.session().equals(session))
            .count();
    if (ends != 1) {
      faults.add("its session " + session + " ended " + ends + " times in the journal");
    }
    List<LedgerSale> sold = sales.stream().filter(s -> s.session().equals(session)).toList();
    if (sold.size() > 1) {
      faults.add("it was sold more than once: " + sold);
    }
    SortedMap<String, Long> taken = new TreeMap<>();
    visit.taken().forEach((gtin, units) -> taken.put(gtin.value(), (long) units));
    if (!reviewed.contains(session)) {
      SortedMap<String, Long> units = sold.isEmpty() ? new TreeMap<>() : sold.getFirst().units();
      long gross = sold.isEmpty() ? 0 : sold.getFirst().grossMinor();
      if (!units.equals(taken) || gross != visit.amountMinor()) {
        faults.add("taken " + taken + " for " + visit.amountMinor() + ", sold " + sold);
      }
      return faults;
    }
    for (LedgerSale sale : sold) {
      if (sale.units().entrySet().stream()
          .anyMatch(line -> line.getValue() > taken.getOrDefault(line.getKey(), 0L))) {
        faults.add("taken " + taken + ", sold more than that beside a review: " + sale);
      }
    }
    if (!mayAsk) {
      faults.add("nothing disturbed it and nothing was put back, and still there is a review");
    }
    return faults;
  }
}
