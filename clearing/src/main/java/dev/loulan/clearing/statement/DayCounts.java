package dev.loulan.clearing.statement;

import dev.loulan.clearing.statement.StatementVerifier.Fault;
import dev.loulan.journal.entry.DayClose;
import dev.loulan.journal.entry.Sale;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The sales on a statement against what the devices counted in their day closes: one that is left
 * out shows.
 */
final class DayCounts {
  /** Who has agreements over all goods of a shelf; others may have some over a part. */
  private static final Set<String> SEES_ALL = Set.of("operator", "host");

  private final Bundle bundle;
  private final Evidence evidence;
  private final TreeMap<String, SortedMap<String, Long>> soldByDay = new TreeMap<>();
  private final TreeMap<String, SortedMap<String, Long>> heldByDay = new TreeMap<>();
  private final TreeMap<Group, Long> postedGross = new TreeMap<>();

  DayCounts(Bundle bundle, Evidence evidence) {
    this.bundle = bundle;
    this.evidence = evidence;
  }

  /** A sale that came to stand; one under several agreements counts once. */
  void add(String saleId, Group group, Sale sale) {
    sales(soldByDay, saleId, group).put(saleId, sale.lineTotalMinor());
  }

  void addHeld(String saleId, Group group, Sale sale) {
    if (sales(heldByDay, saleId, group).put(saleId, sale.lineTotalMinor()) != null) {
      throw new IllegalArgumentException(saleId + " is there twice");
    }
  }

  /** What a posting adds to its day, when in all so much stands. */
  long postGross(Group group, long standingMinor) {
    Long before = postedGross.put(group, standingMinor);
    return Math.subtractExact(standingMinor, before == null ? 0 : before);
  }

  /** Compares with each day close. */
  void check(Standing standing, Consumer<Fault> faults) {
    TreeMap<String, SortedMap<String, Long>> byDay = new TreeMap<>();
    standing
        .parts()
        .forEach((group, parts) ->
            parts.keySet().stream()
                .filter(id -> id.startsWith("sale|"))
                .map(id -> id.substring("sale|".length()))
                .forEach(saleId ->
                    sales(byDay, saleId, group)
                        .put(saleId, sales(soldByDay, saleId, group).getOrDefault(saleId, 0L))));
    heldByDay.forEach((day, held) ->
        held.forEach((saleId, minor) -> {
          SortedMap<String, Long> sold = byDay.computeIfAbsent(day, d -> new TreeMap<>());
          if (sold.put(saleId, minor) != null) {
            faults.accept(new Fault(heldLine(saleId), saleId + " is held and settled"));
          }
        }));
    bundle.closes().forEach(close -> check(close, byDay, isTakenBack(close, standing), faults));
  }

  private void check(
      Bundle.CloseRef close,
      SortedMap<String, SortedMap<String, Long>> byDay,
      boolean takenBack,
      Consumer<Fault> faults) {
    try {
      DayClose day = evidence.close(close);
      SortedMap<String, Long> sales =
          byDay.getOrDefault(close.deviceId() + "|" + close.day(), new TreeMap<>());
      long sum = sales.values().stream().reduce(0L, Math::addExact);
      boolean partial = close.partial() && (takenBack || !SEES_ALL.contains(bundle.role()));
      boolean agrees =
          partial
              ? sales.size() <= day.sales() && sum <= day.sumMinor()
              : sales.size() == day.sales() && sum == day.sumMinor();
      if (!agrees) {
        faults.accept(
            new Fault(
                dayLine(close),
                "the device counted %d sales of %d on %s, the statement has %d of %d"
                    .formatted(day.sales(), day.sumMinor(), close.day(), sales.size(), sum)));
      }
    } catch (IllegalArgumentException e) {
      faults.accept(new Fault(dayLine(close), String.valueOf(e.getMessage())));
    }
  }

  /** Whether the party has nothing left of a shelf's day, since others agreed on it afterwards. */
  private static boolean isTakenBack(Bundle.CloseRef close, Standing standing) {
    List<Integer> left =
        standing.parts().entrySet().stream()
            .filter(group -> group.getKey().day().equals(close.day()))
            .filter(group -> group.getKey().shelf().equals(close.shelf()))
            .map(group -> group.getValue().size())
            .toList();
    return !left.isEmpty() && left.stream().allMatch(size -> size == 0);
  }

  private long heldLine(String saleId) {
    return bundle.lines().stream()
        .filter(line -> line.kind() == StatementLine.Kind.HELD)
        .filter(line -> line.saleId().equals(Optional.of(saleId)))
        .mapToLong(StatementLine::line)
        .findFirst()
        .orElse(0L);
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

  private static SortedMap<String, Long> sales(
      SortedMap<String, SortedMap<String, Long>> byDay, String saleId, Group group) {
    String device = saleId.substring(0, Math.max(0, saleId.indexOf(':')));
    return byDay.computeIfAbsent(device + "|" + group.day(), day -> new TreeMap<>());
  }
}
