package dev.loulan.clearing.statement;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.SplitLine;
import dev.loulan.domain.split.Waterfall;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SaleLine;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks a statement with nothing but itself: the parties' signatures under the terms, the devices'
 * signatures over each sale, and every amount computed again. Each fault names its line; 0 stands
 * for what is beside the lines.
 */
public final class StatementVerifier {
  /** Who may have agreements over a part of a shelf's goods; operator and host have all. */
  private static final Set<String> SEES_PARTS = Set.of("supplier", "promoter");

  private final Bundle bundle;
  private final Evidence evidence;
  private final List<Fault> faults = new ArrayList<>();
  private final TreeMap<Group, ExactShares> bases = new TreeMap<>();
  private final TreeSet<Group> sold = new TreeSet<>();
  private final TreeMap<String, Long> soldByDevice = new TreeMap<>();
  private final TreeMap<String, Long> countByDevice = new TreeMap<>();
  private long exact;
  private long gross;
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
  }

  public static Verdict verify(Bundle bundle) {
    return new StatementVerifier(bundle).verify();
  }

  private Verdict verify() {
    long expected = 1;
    for (StatementLine line : bundle.lines()) {
      if (line.line() != expected) {
        fault(line, "should be number " + expected);
      }
      expected = line.line() + 1;
      try {
        check(line);
      } catch (IllegalArgumentException
          | ArithmeticException
          | IllegalStateException
          | NoSuchElementException e) {
        fault(line, String.valueOf(e.getMessage()));
      }
    }
    bundle.closes().forEach(this::checkClose);
    requireEnding();
    return new Verdict(bundle.lines().size(), List.copyOf(faults));
  }

  private void check(StatementLine line) {
    switch (line.kind()) {
      case SALE -> checkSale(line);
      case HELD -> checkHeld(line);
      case ADJUSTMENT -> checkAdjustment(line);
      case DAY -> checkDay(line);
      case ROUNDING -> {
        long due = Math.subtractExact(Math.multiplyExact(amount, ExactShares.SCALE), exact);
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

  private void checkSale(StatementLine line) {
    Group group = line.group().orElseThrow();
    Terms terms = evidence.terms(group);
    Sale sale = evidence.sale(line.saleId().orElseThrow(), group);
    count(line, sale);
    List<SplitLine> own = new ArrayList<>();
    long covered = 0;
    for (SaleLine each : sale.lines()) {
      if (terms.covers(group.shelf(), each.supplierId(), new BusinessDay(group.day()))) {
        SplitLine split = Adjusted.split(each, each.quantity());
        own.add(split);
        covered = Math.addExact(covered, split.grossMinor());
      }
    }
    expect(line, "gross", covered, line.grossMinor());
    expect(line, "amount", 0, line.amountMinor());
    boolean first =
        terms.partyOf(ShareRole.SUPPLIER).partyId().equals(sale.lines().getFirst().supplierId());
    ExactShares shares = new Waterfall(terms).split(own, first);
    expect(line, "share", share(terms, shares), line.exactTenThousandths());
    exact = Math.addExact(exact, line.exactTenThousandths());
    bases.merge(group, shares, ExactShares::plus);
    sold.add(group);
  }

  private void checkHeld(StatementLine line) {
    Sale sale = evidence.sale(line.saleId().orElseThrow(), line.group().orElseThrow());
    count(line, sale);
    expect(line, "gross", sale.lineTotalMinor(), line.grossMinor());
    expect(line, "exact share", 0, line.exactTenThousandths());
    expect(line, "amount", 0, line.amountMinor());
  }

  /** A refund takes back lines of a sale that the device signed; the operator signed both kinds. */
  private void checkAdjustment(StatementLine line) {
    Group group = line.group().orElseThrow();
    Terms terms = evidence.terms(group);
    String target = line.saleId().orElseThrow();
    Adjusted adjusted =
        Adjusted.of(evidence.adjustment(target, group), () -> evidence.target(target));
    List<SplitLine> own = adjusted.covered(terms, group);
    long sum = 0;
    for (SplitLine each : own) {
      sum = Math.addExact(sum, each.grossMinor());
    }
    expect(line, "gross", sum, line.grossMinor());
    expect(line, "amount", 0, line.amountMinor());
    ExactShares shares = new Waterfall(terms).split(own, adjusted.carriesFixedFee(terms));
    expect(line, "share", share(terms, shares), line.exactTenThousandths());
    exact = Math.addExact(exact, line.exactTenThousandths());
    bases.merge(group, shares, ExactShares::plus);
  }

  private void checkDay(StatementLine line) {
    Group group = line.group().orElseThrow();
    Terms terms = evidence.terms(group);
    ExactShares base = bases.getOrDefault(group, ExactShares.none(terms.parties().size()));
    expect(line, "gross", base.grossMinor(), line.grossMinor());
    expect(line, "exact share", 0, line.exactTenThousandths());
    long due = 0;
    List<Long> amounts = DaySplit.amounts(base);
    for (int i = 0; i < amounts.size(); i++) {
      due = isOwn(terms.parties().get(i)) ? amounts.get(i) : due;
    }
    expect(line, "amount", due, line.amountMinor());
    gross = Math.addExact(gross, line.grossMinor());
    amount = Math.addExact(amount, line.amountMinor());
  }

  /** A day close counts all sales of the device's day: one that is not on the statement shows. */
  private void checkClose(Bundle.CloseRef close) {
    try {
      DayClose day = evidence.close(close);
      String key = close.deviceId() + "|" + close.day();
      long count = countByDevice.getOrDefault(key, 0L);
      long sold = soldByDevice.getOrDefault(key, 0L);
      boolean partial = close.partial() && SEES_PARTS.contains(bundle.role());
      boolean agrees =
          partial
              ? count <= day.sales() && sold <= day.sumMinor()
              : count == day.sales() && sold == day.sumMinor();
      if (!agrees) {
        faults.add(
            new Fault(
                dayLine(close),
                "the device counted "
                    + day.sales()
                    + " sales of "
                    + day.sumMinor()
                    + " on "
                    + close.day()
                    + ", the statement has "
                    + count
                    + " of "
                    + sold));
      }
    } catch (IllegalArgumentException e) {
      faults.add(new Fault(dayLine(close), String.valueOf(e.getMessage())));
    }
  }

  private long dayLine(Bundle.CloseRef close) {
    return bundle.lines().stream()
        .filter(line -> line.kind() == StatementLine.Kind.DAY)
        .filter(line -> line.group().map(g -> g.day().equals(close.day())).orElse(false))
        .filter(line -> line.group().map(g -> g.shelf().equals(close.shelf())).orElse(false))
        .map(StatementLine::line)
        .findFirst()
        .orElse(0L);
  }

  private void requireEnding() {
    List<StatementLine.Kind> kinds = bundle.lines().stream().map(StatementLine::kind).toList();
    long roundings = kinds.stream().filter(k -> k == StatementLine.Kind.ROUNDING).count();
    if (kinds.isEmpty() || roundings != 1 || kinds.getLast() != StatementLine.Kind.TOTAL) {
      faults.add(new Fault(0, "a statement ends in one rounding line and the total"));
    }
    for (var group : sold) {
      boolean closed =
          bundle.closes().stream()
              .anyMatch(c -> c.day().equals(group.day()) && c.shelf().equals(group.shelf()));
      if (!closed) {
        faults.add(new Fault(0, "no day close of shelf " + group.shelf() + " on " + group.day()));
      }
    }
  }

  private void count(StatementLine line, Sale sale) {
    Group group = line.group().orElseThrow();
    String id = line.saleId().orElseThrow();
    String key = id.substring(0, id.indexOf(':')) + "|" + group.day();
    countByDevice.merge(key, 1L, Long::sum);
    soldByDevice.merge(key, sale.lineTotalMinor(), Math::addExact);
  }

  private long share(Terms terms, ExactShares shares) {
    long sum = 0;
    for (int i = 0; i < terms.parties().size(); i++) {
      sum = isOwn(terms.parties().get(i)) ? shares.tenThousandths().get(i) : sum;
    }
    return sum;
  }

  private boolean isOwn(SharingParty party) {
    return party.role().word().equals(bundle.role()) && party.partyId().equals(bundle.partyId());
  }

  private void expect(StatementLine line, String what, long due, long found) {
    if (due != found) {
      fault(line, what + ": computed " + due + ", the line says " + found);
    }
  }

  private void fault(StatementLine line, String what) {
    faults.add(new Fault(line.line(), what));
  }
}
