package dev.loulan.domain.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The comparison of a day's sales with the bill lines that belong to it. */
public final class Matching {
  private final MatchingInput input;
  private final TreeMap<TenderReference, List<BillLine>> lines = new TreeMap<>();
  private final TreeMap<TenderReference, Integer> claims = new TreeMap<>();
  private final TreeMap<TenderReference, OpenReview> reviews = new TreeMap<>();

  private Matching(MatchingInput input) {
    this.input = input;
    for (BillLine line : sorted(input.lines(), BillLine::lineId)) {
      lines.computeIfAbsent(line.tender(), t -> new ArrayList<>()).add(line);
    }
    for (CollectedSale sale : input.sales()) {
      sale.tender().ifPresent(tender -> claims.merge(tender, 1, Integer::sum));
    }
    for (OpenReview review : sorted(input.reviews(), OpenReview::reviewId)) {
      reviews.putIfAbsent(review.tender(), review);
    }
  }

  /**
   * Finds a case for every sale and every line: first the sales by id, then the lines without a
   * sale by reference and line id. Each sale is in exactly one case.
   */
  public static List<MatchCase> of(MatchingInput input) {
    return new Matching(input).cases();
  }

  private List<MatchCase> cases() {
    TreeMap<String, MatchCase> bySale = new TreeMap<>();
    List<CollectedSale> missing = new ArrayList<>();
    for (CollectedSale sale : sorted(input.sales(), CollectedSale::saleId)) {
      MatchCase found = caseOf(sale);
      bySale.put(sale.saleId(), found);
      if (found.kind() == CaseKind.MISSING_AT_PROVIDER) {
        missing.add(sale);
      }
    }
    matchByTime(missing, bySale);
    List<MatchCase> cases = new ArrayList<>(bySale.values());
    lines.values().forEach(unpaid -> unpaid.forEach(line -> cases.add(caseOf(line))));
    return List.copyOf(cases);
  }

  private MatchCase caseOf(CollectedSale sale) {
    if (sale.tender().isEmpty()) {
      return caseOf(CaseKind.COLLECTED_BY_OPERATOR, sale, Optional.empty());
    }
    TenderReference tender = sale.tender().get();
    if (claims.getOrDefault(tender, 0) > 1) {
      return caseOf(CaseKind.DUPLICATE_REFERENCE, sale, Optional.empty());
    }
    Optional<BillLine> line = take(tender, sale.grossMinor());
    if (line.isEmpty()) {
      boolean collected = sale.isCollectedByOperator();
      return caseOf(
          collected ? CaseKind.COLLECTED_BY_OPERATOR : CaseKind.MISSING_AT_PROVIDER, sale, line);
    }
    boolean same = line.get().amountMinor() == sale.grossMinor();
    return caseOf(same ? paid(line.get()) : CaseKind.AMOUNT_DIFFERS, sale, line);
  }

  /** Lines that name no sale find one by merchant, amount and time. */
  private void matchByTime(List<CollectedSale> missing, SortedMap<String, MatchCase> bySale) {
    List<BillLine> nameless =
        lines.entrySet().stream()
            .filter(entry -> entry.getKey().reference().isEmpty())
            .flatMap(entry -> entry.getValue().stream())
            .toList();
    SortedMap<String, BillLine> found = TimeMatching.of(missing, nameless);
    for (CollectedSale sale : missing) {
      Optional<BillLine> line = Optional.ofNullable(found.get(sale.saleId()));
      line.ifPresent(taken -> {
        bySale.put(sale.saleId(), caseOf(paid(taken), sale, line));
        lines.getOrDefault(taken.tender(), List.of()).remove(taken);
      });
    }
  }

  private CaseKind paid(BillLine line) {
    int order = line.billDay().compareTo(input.day());
    if (order == 0) {
      return CaseKind.MATCHED;
    }
    return order > 0 ? CaseKind.LATE : CaseKind.EARLY;
  }

  /** Takes the line of the right amount if there is one, else the first. */
  private Optional<BillLine> take(TenderReference tender, long amountMinor) {
    List<BillLine> candidates = lines.getOrDefault(tender, List.of());
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    BillLine chosen =
        candidates.stream()
            .filter(line -> line.amountMinor() == amountMinor)
            .findFirst()
            .orElse(candidates.getFirst());
    candidates.remove(chosen);
    return Optional.of(chosen);
  }

  private static MatchCase caseOf(CaseKind kind, CollectedSale sale, Optional<BillLine> line) {
    return new MatchCase(
        kind,
        Optional.of(sale.saleId()),
        line.map(BillLine::lineId),
        sale.tender(),
        sale.grossMinor(),
        line.map(BillLine::amountMinor),
        line.map(BillLine::billDay));
  }

  /** A line that no sale took; a review's payment is explained once. */
  private MatchCase caseOf(BillLine line) {
    Optional<OpenReview> review = Optional.ofNullable(reviews.remove(line.tender()));
    CaseKind kind = CaseKind.MISSING_IN_JOURNAL;
    if (claims.containsKey(line.tender())) {
      kind = CaseKind.DUPLICATE_LINE;
    } else if (review.isPresent()) {
      kind = CaseKind.REVIEW;
    }
    return new MatchCase(
        kind,
        kind == CaseKind.REVIEW ? review.map(OpenReview::reviewId) : Optional.empty(),
        Optional.of(line.lineId()),
        Optional.of(line.tender()),
        line.amountMinor(),
        Optional.of(line.amountMinor()),
        Optional.of(line.billDay()));
  }

  private static <T> List<T> sorted(List<T> items, Function<T, String> id) {
    return items.stream().sorted(Comparator.comparing(id)).toList();
  }
}
