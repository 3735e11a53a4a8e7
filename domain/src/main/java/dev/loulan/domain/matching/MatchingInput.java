package dev.loulan.domain.matching;

import dev.loulan.domain.BusinessDay;
import java.util.List;

/**
 * What is compared for one day.
 *
 * @param sales of the day
 * @param reviews of the day that promised a payment
 * @param lines of all bills that belong to sales of the day, whenever they were billed
 */
public record MatchingInput(
    BusinessDay day, List<CollectedSale> sales, List<OpenReview> reviews, List<BillLine> lines) {

  /** Keeps its own copies. */
  public MatchingInput {
    sales = List.copyOf(sales);
    reviews = List.copyOf(reviews);
    lines = List.copyOf(lines);
  }
}
