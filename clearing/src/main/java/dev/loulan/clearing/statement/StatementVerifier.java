package dev.loulan.clearing.statement;

import dev.loulan.clearing.statement.StatementLine.Kind;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * Checks a statement with nothing but itself: the parties' signatures under the terms, the devices'
 * signatures over each sale, and every amount computed again. Each fault names its line; 0 stands
 * for what is beside the lines.
 */
public final class StatementVerifier {
  private final Bundle bundle;
  private final Evidence evidence;
  private final List<Fault> faults = new ArrayList<>();
  private final Standing standing = new Standing();
  private final DayCounts counts;
  private final TreeMap<Group, Long> postedByDay = new TreeMap<>();
  private final TreeMap<Group, Long> lastPosting = new TreeMap<>();
  private final MonthCheck months;
  private long exact;
  private long gross;
  private long ofDays;
  private long amount;

  /** What is wrong with a line. */
  public record Fault(long line, String what) {}

  /** The outcome; sound when there is no fault. */
  public record Verdict(long lines, List<Fault> faults) {

    public boolean sound() {
      return faults.isEmpty();
    }
  }

  private StatementVerifier(Bundle bundle) {
    this.bundle = bundle;
    this.evidence = new Evidence(bundle, what -> faults.add(new Fault(0, what)));
    this.counts = new DayCounts(bundle, evidence);
    this.months = new MonthCheck(bundle, evidence, this::own);
  }

  public static Verdict verify(Bundle bundle) {
    return new StatementVerifier(bundle).verify();
  }

  private Verdict verify() {
    long expected = 1;
    for (StatementLine line : bundle.lines()) {
      if (line.line() != expected) {
        fault(line.line(), "should be number " + expected);
      }
      expected = line.line() + 1;
      guard(line.line(), () -> check(line));
    }
    lastPosting.forEach((group, line) -> guard(line, () -> requirePosted(group, line)));
    counts.check(standing, faults::add);
    months.requireAll(faults::add);
    requireEnding();
    return new Verdict(bundle.lines().size(), List.copyOf(faults));
  }

  private void guard(long line, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException
        | ArithmeticException
        | IllegalStateException
        | NoSuchElementException e) {
      fault(line, String.valueOf(e.getMessage()));
    }
  }

  private void check(StatementLine line) {
    switch (line.kind()) {
      case SALE -> checkPart(line, "sale");
      case ADJUSTMENT -> checkPart(line, "adjustment");
      case HELD -> checkHeld(line);
      case DAY, TRUE_UP -> checkDay(line);
      case TIERS, RENT, GUARANTEE, CAP -> checkMonth(line);
      case MONTH -> {
        months.close(line, standing, postedByDay, faults::add);
        expectNothing(line);
      }
      case ROUNDING -> {
        long due = Math.subtractExact(Math.multiplyExact(ofDays, ExactShares.SCALE), exact);
        expect(line, "rounding", due, line.exactTenThousandths());
        expect(line, "amount", 0, line.amountMinor());
        expect(line, "gross", 0, line.grossMinor());
      }
      case TOTAL -> {
        expect(line, "gross", gross, line.grossMinor());
        expect(line, "amount", amount, line.amountMinor());
        expect(line, "exact share", 0, line.exactTenThousandths());
      }
    }
  }

  /** A sale or decision that comes to stand, or one that is taken back whole. */
  private void checkPart(StatementLine line, String kind) {
    Group group = line.group().orElseThrow();
    Terms terms = evidence.terms(group);
    String id = kind + "|" + line.saleId().orElseThrow();
    long sign = line.reversal() ? -1 : 1;
    Standing.Part part = line.reversal() ? standing.takeBack(group, id) : part(line, group, terms);
    expect(line, "gross", sign * part.grossMinor(), line.grossMinor());
    expect(line, "amount", 0, line.amountMinor());
    long share = sign * own(terms, part.shares().tenThousandths());
    expect(line, "share", share, line.exactTenThousandths());
    exact = Math.addExact(exact, line.exactTenThousandths());
    lastPosting.putIfAbsent(group, line.line());
    if (!line.reversal()) {
      standing.add(group, id, part);
    }
  }

  private Standing.Part part(StatementLine line, Group group, Terms terms) {
    String id = line.saleId().orElseThrow();
    if (line.kind() == Kind.ADJUSTMENT) {
      // A refund takes back lines of a sale that the device signed; the operator signed both kinds.
      Adjusted adjusted = Adjusted.of(evidence.adjustment(id, group), () -> evidence.target(id));
      return Standing.Part.of(
          terms, adjusted.covered(terms, group), adjusted.carriesFixedFee(terms));
    }
    Sale sale = evidence.sale(id, group);
    counts.add(id, group, sale);
    List<SplitLine> own = new ArrayList<>();
    for (SaleLine each : sale.lines()) {
      if (terms.covers(group.shelf(), each.supplierId(), new BusinessDay(group.day()))) {
        own.add(Adjusted.split(each, each.quantity()));
      }
    }
    String supplier = terms.partyOf(ShareRole.SUPPLIER).partyId();
    return Standing.Part.of(terms, own, supplier.equals(sale.lines().getFirst().supplierId()));
  }

  private void checkHeld(StatementLine line) {
    Group group = line.group().orElseThrow();
    String id = line.saleId().orElseThrow();
    Sale sale = evidence.sale(id, group);
    counts.addHeld(id, group, sale);
    expect(line, "gross", sale.lineTotalMinor(), line.grossMinor());
    expect(line, "exact share", 0, line.exactTenThousandths());
    expect(line, "amount", 0, line.amountMinor());
  }

  /** What is posted is the split of all that stands less what was posted before. */
  private void checkDay(StatementLine line) {
    Group group = line.group().orElseThrow();
    Terms terms = evidence.terms(group);
    ExactShares base = standing.base(group, terms);
    long postedGross = counts.postGross(group, base.grossMinor());
    expect(line, "gross", postedGross, line.grossMinor());
    expect(line, "exact share", 0, line.exactTenThousandths());
    long due = own(terms, DaySplit.amounts(base));
    long before = postedByDay.getOrDefault(group, 0L);
    expect(line, "amount", Math.subtractExact(due, before), line.amountMinor());
    postedByDay.put(group, Math.addExact(before, line.amountMinor()));
    lastPosting.put(group, line.line());
    gross = Math.addExact(gross, line.grossMinor());
    ofDays = Math.addExact(ofDays, line.amountMinor());
    amount = Math.addExact(amount, line.amountMinor());
  }

  private void checkMonth(StatementLine line) {
    expect(line, "gross", 0, line.grossMinor());
    expect(line, "exact share", 0, line.exactTenThousandths());
    amount = Math.addExact(amount, line.amountMinor());
    expect(line, "amount", months.take(line, standing, postedByDay), line.amountMinor());
  }

  private void requirePosted(Group group, long line) {
    Terms terms = evidence.terms(group);
    long due = own(terms, DaySplit.amounts(standing.base(group, terms)));
    long posted = postedByDay.getOrDefault(group, 0L);
    if (due != posted) {
      fault(
          line,
          "in all %d is due for %s on shelf %s, posted is %d"
              .formatted(due, group.day(), group.shelf(), posted));
    }
  }

  private void requireEnding() {
    List<Kind> kinds = bundle.lines().stream().map(StatementLine::kind).toList();
    long roundings = kinds.stream().filter(k -> k == Kind.ROUNDING).count();
    if (kinds.isEmpty() || roundings != 1 || kinds.getLast() != Kind.TOTAL) {
      faults.add(new Fault(0, "a statement ends in one rounding line and the total"));
    }
    for (var group : standing.parts().entrySet()) {
      boolean closed =
          bundle.closes().stream()
              .filter(c -> c.day().equals(group.getKey().day()))
              .anyMatch(c -> c.shelf().equals(group.getKey().shelf()));
      boolean sold = group.getValue().keySet().stream().anyMatch(id -> id.startsWith("sale|"));
      if (sold && !closed) {
        faults.add(
            new Fault(
                0,
                "no day close of shelf " + group.getKey().shelf() + " on " + group.getKey().day()));
      }
    }
  }

  /** The party's part of amounts in the order of the agreement. */
  private long own(Terms terms, List<Long> amounts) {
    long sum = 0;
    for (int i = 0; i < terms.parties().size(); i++) {
      sum = isOwn(terms.parties().get(i)) ? amounts.get(i) : sum;
    }
    return sum;
  }

  private boolean isOwn(SharingParty party) {
    return party.role().word().equals(bundle.role()) && party.partyId().equals(bundle.partyId());
  }

  private void expectNothing(StatementLine line) {
    expect(line, "gross", 0, line.grossMinor());
    expect(line, "exact share", 0, line.exactTenThousandths());
    expect(line, "amount", 0, line.amountMinor());
  }

  private void expect(StatementLine line, String what, long due, long found) {
    if (due != found) {
      fault(line.line(), what + ": computed " + due + ", the line says " + found);
    }
  }

  private void fault(long line, String what) {
    faults.add(new Fault(line, what));
  }
}
