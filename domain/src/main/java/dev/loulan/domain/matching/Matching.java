package dev.loulan.domain.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The comparison of sales with bill lines. */
public final class Matching {
  private Matching() {}

  /**
   * Finds a case for every sale and every line: first the sales by id, then the lines without a
   * sale by reference and line id. Each sale is in exactly one case.
   */
  public static List<MatchCase> of(List<CollectedSale> sales, List<BillLine> lines) {
    TreeMap<TenderReference, List<BillLine>> linesByTender = new TreeMap<>();
    for (BillLine line : sorted(lines, BillLine::lineId)) {
      linesByTender.computeIfAbsent(line.tender(), t -> new ArrayList<>()).add(line);
    }
    TreeMap<TenderReference, Integer> claims = new TreeMap<>();
    for (CollectedSale sale : sales) {
      sale.tender().ifPresent(tender -> claims.merge(tender, 1, Integer::sum));
    }
    List<MatchCase> cases = new ArrayList<>();
    for (CollectedSale sale : sorted(sales, CollectedSale::saleId)) {
      cases.add(caseOf(sale, claims, linesByTender));
    }
    for (var unpaid : linesByTender.entrySet()) {
      boolean explained = claims.containsKey(unpaid.getKey());
      unpaid.getValue().forEach(line -> cases.add(caseOf(line, explained)));
    }
    return List.copyOf(cases);
  }

  private static MatchCase caseOf(
      CollectedSale sale,
      SortedMap<TenderReference, Integer> claims,
      SortedMap<TenderReference, List<BillLine>> linesByTender) {
    if (sale.tender().isEmpty()) {
      return caseOf(CaseKind.COLLECTED_BY_OPERATOR, sale, Optional.empty());
    }
    TenderReference tender = sale.tender().get();
    if (claims.getOrDefault(tender, 0) > 1) {
      return caseOf(CaseKind.DUPLICATE_REFERENCE, sale, Optional.empty());
    }
    Optional<BillLine> line = take(linesByTender, tender, sale.grossMinor());
    if (line.isEmpty()) {
      return caseOf(CaseKind.MISSING_AT_PROVIDER, sale, line);
    }
    boolean same = line.get().amountMinor() == sale.grossMinor();
    return caseOf(same ? CaseKind.MATCHED : CaseKind.AMOUNT_DIFFERS, sale, line);
  }

  /** Takes the line of the right amount if there is one, else the first. */
  private static Optional<BillLine> take(
      SortedMap<TenderReference, List<BillLine>> linesByTender,
      TenderReference tender,
      long amountMinor) {
    List<BillLine> lines = linesByTender.getOrDefault(tender, List.of());
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    BillLine chosen =
        lines.stream()
            .filter(line -> line.amountMinor() == amountMinor)
            .findFirst()
            .orElse(lines.getFirst());
    lines.remove(chosen);
    return Optional.of(chosen);
  }

  private static MatchCase caseOf(CaseKind kind, CollectedSale sale, Optional<BillLine> line) {
    return new MatchCase(
        kind,
        Optional.of(sale.saleId()),
        line.map(BillLine::lineId),
        sale.tender(),
        sale.grossMinor(),
        line.map(BillLine::amountMinor));
  }

  private static MatchCase caseOf(BillLine line, boolean explained) {
    return new MatchCase(
        explained ? CaseKind.DUPLICATE_LINE : CaseKind.MISSING_IN_JOURNAL,
        Optional.empty(),
        Optional.of(line.lineId()),
        Optional.of(line.tender()),
        line.amountMinor(),
        Optional.of(line.amountMinor()));
  }

  private static <T> List<T> sorted(List<T> items, java.util.function.Function<T, String> id) {
    return items.stream().sorted(Comparator.comparing(id)).toList();
  }
}
