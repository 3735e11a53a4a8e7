package dev.loulan.clearing.statement;

import dev.loulan.clearing.statement.StatementLine.Kind;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Month;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.split.Amounts;
import dev.loulan.domain.split.DaySplit;
import dev.loulan.domain.split.ExactShares;
import dev.loulan.domain.split.MonthEnd;
import dev.loulan.domain.split.Waterfall;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reckons a month from the parts that stand: each day by the tier that the days before it reached,
 * then rent, guarantees and caps of each version that holds.
 */
final class MonthDues {
  private final Month month;
  private final SortedMap<String, Terms> terms;
  private final TreeMap<Key, List<Long>> due = new TreeMap<>();
  private final TreeMap<String, List<Long>> byVersion = new TreeMap<>();
  private final TreeMap<String, Long> sold = new TreeMap<>();

  /** What a month's run posts for. */
  record Key(Group group, Kind kind) implements Comparable<Key> {

    static Key ofDays(Group day) {
      return new Key(
          new Group(day.day().substring(0, 7), day.shelf(), day.agreementId(), day.version()),
          Kind.TIERS);
    }

    @Override
    public int compareTo(Key other) {
      int byGroup = group.compareTo(other.group);
      return byGroup != 0 ? byGroup : kind.compareTo(other.kind);
    }
  }

  private MonthDues(Month month, SortedMap<String, Terms> terms) {
    this.month = month;
    this.terms = terms;
  }

  /**
   * What the parties get in all by the month's clauses, in the order of their agreement.
   *
   * @param terms all that are on the statement, by {@code agreementId/version}
   */
  static SortedMap<Key, List<Long>> of(
      MonthRun run, SortedMap<String, Terms> terms, Standing standing) {
    MonthDues dues = new MonthDues(Month.of(run.month()), terms);
    dues.addDays(run.month(), standing);
    List<Terms> inForce = new ArrayList<>();
    for (String version : run.agreements()) {
      inForce.add(dues.version(version));
    }
    inForce.forEach(version -> dues.addClauses(version, inForce));
    return dues.due;
  }

  private void addDays(String name, Standing standing) {
    String day = "";
    TreeMap<String, Long> ofDay = new TreeMap<>();
    for (var group : standing.parts().entrySet()) {
      if (group.getKey().day().startsWith(name + "-")) {
        if (!group.getKey().day().equals(day)) {
          ofDay.forEach((id, minor) -> sold.merge(id, minor, Math::addExact));
          ofDay.clear();
          day = group.getKey().day();
        }
        ExactShares base = base(group.getKey(), group.getValue());
        List<Long> amounts = DaySplit.amounts(base);
        due.merge(Key.ofDays(group.getKey()), amounts, Amounts::plus);
        byVersion.merge(versionOf(group.getKey()), amounts, Amounts::plus);
        ofDay.merge(group.getKey().agreementId(), base.grossMinor(), Math::addExact);
      }
    }
  }

  private ExactShares base(Group group, SortedMap<String, Standing.Part> parts) {
    Terms version = version(versionOf(group));
    long before = sold.getOrDefault(group.agreementId(), 0L);
    Waterfall waterfall = new Waterfall(version, version.sharesAt(before));
    ExactShares base = ExactShares.none(version.parties().size());
    for (Standing.Part part : parts.values()) {
      base = base.plus(waterfall.split(part.lines(), part.carriesFixedFee()));
    }
    return base;
  }

  private void addClauses(Terms version, List<Terms> inForce) {
    List<BusinessDay> days = month.days();
    long daysInForce = days.stream().filter(day -> version.holdsOn(day, inForce)).count();
    if (daysInForce > 0) {
      List<Long> amounts =
          byVersion.getOrDefault(
              version.agreementId() + "/" + version.version(),
              Amounts.none(version.parties().size()));
      Group group = new Group(month.toString(), "*", version.agreementId(), version.version());
      MonthEnd.moves(version, daysInForce, days.size(), amounts)
          .forEach((cause, moved) -> due.put(new Key(group, Kind.ofWord(cause.word())), moved));
    }
  }

  private Terms version(String name) {
    Terms found = terms.get(name);
    if (found == null) {
      throw new IllegalArgumentException("agreement " + name + " is not there with its signatures");
    }
    return found;
  }

  private static String versionOf(Group group) {
    return group.agreementId() + "/" + group.version();
  }
}
