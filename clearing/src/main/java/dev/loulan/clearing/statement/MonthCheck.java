package dev.loulan.clearing.statement;

import dev.loulan.clearing.statement.StatementVerifier.Fault;
import dev.loulan.domain.agreement.Terms;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** The lines of a month's runs: each posts what is due by then less what was posted before. */
final class MonthCheck {
  private final Bundle bundle;
  private final Evidence evidence;
  private final ToLongBiFunction<Terms, List<Long>> own;
  private final TreeMap<MonthDues.Key, Long> posted = new TreeMap<>();
  private final TreeSet<Long> closed = new TreeSet<>();
  private @Nullable SortedMap<MonthDues.Key, Long> open;

  /**
   * @param own the party's part of amounts
   */
  MonthCheck(Bundle bundle, Evidence evidence, ToLongBiFunction<Terms, List<Long>> own) {
    this.bundle = bundle;
    this.evidence = evidence;
    this.own = own;
  }

  /** What a line of a month's run should post. */
  long take(StatementLine line, Standing standing, SortedMap<Group, Long> postedByDay) {
    Group group = line.group().orElseThrow();
    MonthDues.Key key = new MonthDues.Key(group, line.kind());
    Long due = dues(line, standing, postedByDay).remove(key);
    posted.merge(key, line.amountMinor(), Math::addExact);
    return due == null ? 0 : due;
  }

  /** Ends a run: nothing that is due may be missing. */
  void close(
      StatementLine line,
      Standing standing,
      SortedMap<Group, Long> postedByDay,
      Consumer<Fault> faults) {
    SortedMap<MonthDues.Key, Long> dues = dues(line, standing, postedByDay);
    open = null;
    closed.add(line.run());
    dues.forEach((key, due) -> {
      if (due != 0) {
        faults.accept(
            new Fault(
                line.line(),
                "a line '%s' of %d for agreement %s version %d is missing"
                    .formatted(
                        key.kind().word(), due, key.group().agreementId(), key.group().version())));
      }
    });
  }

  /** Each run that the statement names has its lines. */
  void requireAll(Consumer<Fault> faults) {
    for (MonthRun run : bundle.months()) {
      if (!closed.contains(run.run())) {
        faults.accept(
            new Fault(0, "run %d of month %s has no lines".formatted(run.run(), run.month())));
      }
    }
    if (open != null) {
      faults.accept(new Fault(0, "a month's run does not end"));
    }
  }

  private SortedMap<MonthDues.Key, Long> dues(
      StatementLine line, Standing standing, SortedMap<Group, Long> postedByDay) {
    SortedMap<MonthDues.Key, Long> dues = open;
    if (dues == null) {
      dues = reckon(line, standing, postedByDay);
      open = dues;
    }
    return dues;
  }

  private SortedMap<MonthDues.Key, Long> reckon(
      StatementLine line, Standing standing, SortedMap<Group, Long> postedByDay) {
    String month = line.group().orElseThrow().day();
    MonthRun run =
        bundle.months().stream()
            .filter(each -> each.month().equals(month) && each.run() == line.run())
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "run " + line.run() + " of month " + month + " is not named"));
    TreeMap<MonthDues.Key, Long> dues = new TreeMap<>();
    MonthDues.of(run, evidence.terms(), standing)
        .forEach(
            (key, amounts) -> dues.put(key, own.applyAsLong(evidence.terms(key.group()), amounts)));
    postedByDay.forEach((group, minor) -> {
      if (group.day().startsWith(month + "-")) {
        dues.merge(MonthDues.Key.ofDays(group), Math.negateExact(minor), Math::addExact);
      }
    });
    posted.forEach((key, minor) -> dues.merge(key, Math.negateExact(minor), Math::addExact));
    return dues;
  }
}
