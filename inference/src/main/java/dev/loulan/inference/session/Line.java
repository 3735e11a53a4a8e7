package dev.loulan.inference.session;

import dev.loulan.domain.Gtin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that was taken and is charged.
 *
 * @param quantity units taken and not put back, at least 1
 * @param confidencePpm posterior probability of this product in this quantity, parts per million
 * @param evidence indexes into the events of the reading that speak for this line
 * @param runnerUp the next most likely outcome for the same evidence; null when there is none
 */
public record Line(
    Gtin gtin,
    int quantity,
    int confidencePpm,
    List<Integer> evidence,
    @Nullable Candidate runnerUp) {

  public Line {
    evidence = List.copyOf(evidence);
    if (quantity < 1) {
      throw new IllegalArgumentException("A line has a quantity of at least 1: " + gtin);
    }
  }
}
