package dev.loulan.clearing.trial;

import dev.loulan.clearing.sales.SalesFile;
import dev.loulan.clearing.sales.SalesMapping;
import dev.loulan.clearing.sales.SoldLine;
import dev.loulan.contract.ContractCalls;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Settles day after day and tells the contract's findings in the words of the file. */
final class Findings {
  private final TrialLedger ledger;
  private final SalesMapping mapping;
  private final Names names;
  private final TreeMap<String, Sold> byReference = new TreeMap<>();
  private final List<Fields> statements = new ArrayList<>();
  private final List<Cleared.Day> days = new ArrayList<>();
  private final List<Cleared.LineCase> cases = new ArrayList<>();

  Findings(TrialLedger ledger, SalesMapping mapping, Names names, List<Sold> sold) {
    this.ledger = ledger;
    this.mapping = mapping;
    this.names = names;
    sold.forEach(each -> byReference.put(each.reference(), each));
  }

  Cleared of(List<String> dates, SalesFile sales, List<Cleared.JournalFile> journals) {
    for (String date : dates) {
      Fields statement =
          ledger.fields(ContractCalls.settleDay(new BusinessDay(date), mapping.currency()));
      statements.add(statement);
      takeShares(date, statement);
      statement.objects("cases").forEach(this::takeCase);
    }
    cases.sort(Comparator.comparingLong(Cleared.LineCase::line));
    List<Cleared.LineCase> held = cases.stream().filter(c -> c.state().equals("held")).toList();
    return new Cleared(
        mapping.currency().code(),
        sales.lines().size(),
        sales.totalMinor(),
        days,
        cases,
        held.size(),
        held.stream().mapToLong(Cleared.LineCase::amountMinor).reduce(0L, Math::addExact),
        journals);
  }

  /** What the contract said of each day. */
  List<Fields> statements() {
    return List.copyOf(statements);
  }

  private void takeShares(String date, Fields statement) {
    TreeMap<String, List<Cleared.Share>> byShelf = new TreeMap<>();
    for (Fields posting : statement.objects("postings")) {
      List<Cleared.Share> shares =
          byShelf.computeIfAbsent(posting.text("shelf"), s -> new ArrayList<>());
      for (Fields share : posting.objects("shares")) {
        shares.add(
            new Cleared.Share(share.text("party"), share.text("partyId"), share.integer("amount")));
      }
    }
    byShelf.forEach((shelf, shares) -> {
      Machine machine = names.machine(shelf);
      long gross = shares.stream().mapToLong(Cleared.Share::amountMinor).sum();
      days.add(new Cleared.Day(date, machine.device(), machine.site(), gross, shares));
    });
  }

  /** A case of the contract is about one payment; here every line of it is told. */
  private void takeCase(Fields found) {
    Optional<Sold> sold = found.textOrNone("reference").map(byReference::get);
    String state = found.text("state");
    for (SoldLine line : sold.map(Sold::lines).orElse(List.of())) {
      cases.add(
          new Cleared.LineCase(
              line.hold().orElse(found.text("kind")),
              line.line(),
              line.totalMinor(),
              state.equals("held") ? "held" : "settled",
              line.day().toString(),
              line.device()));
    }
  }
}
