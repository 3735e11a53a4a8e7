package dev.loulan.domain.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pairs bill lines that name no sale with sales that no line names: the same merchant and amount,
 * within ten minutes, the closest pair first.
 */
final class TimeMatching {
  private static final long WINDOW_MICROS = 600_000_000L;

  private TimeMatching() {}

  private record Pair(CollectedSale sale, BillLine line, long apartMicros) {}

  /** The line of each sale that has one, by sale id. */
  static SortedMap<String, BillLine> of(List<CollectedSale> sales, List<BillLine> lines) {
    List<Pair> pairs = new ArrayList<>();
    for (CollectedSale sale : sales) {
      for (BillLine line : lines) {
        if (fit(sale, line)) {
          pairs.add(new Pair(sale, line, apart(sale, line)));
        }
      }
    }
    pairs.sort(
        Comparator.comparingLong(Pair::apartMicros)
            .thenComparing(pair -> pair.sale().saleId())
            .thenComparing(pair -> pair.line().lineId()));
    TreeMap<String, BillLine> found = new TreeMap<>();
    TreeSet<String> taken = new TreeSet<>();
    for (Pair pair : pairs) {
      if (!found.containsKey(pair.sale().saleId()) && taken.add(pair.line().lineId())) {
        found.put(pair.sale().saleId(), pair.line());
      }
    }
    return found;
  }

  private static boolean fit(CollectedSale sale, BillLine line) {
    return line.atMicros().isPresent()
        && sale.grossMinor() == line.amountMinor()
        && apart(sale, line) <= WINDOW_MICROS
        && sale.tender()
            .filter(tender -> tender.provider().equals(line.tender().provider()))
            .filter(tender -> tender.merchant().equals(line.tender().merchant()))
            .isPresent();
  }

  private static long apart(CollectedSale sale, BillLine line) {
    long apart = Math.subtractExact(sale.atMicros(), line.atMicros().orElse(0L));
    return apart < 0 ? Math.negateExact(apart) : apart;
  }
}
