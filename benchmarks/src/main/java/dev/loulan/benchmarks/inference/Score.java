package dev.loulan.benchmarks.inference;

import dev.loulan.domain.Gtin;
import java.util.Map;
import java.util.TreeSet;

/** Precision and recall of receipts, counted in items as the competition did. */
final class Score {
  private long right;
  private long billed;
  private long taken;

  void add(Map<Gtin, Integer> receipt, Map<Gtin, Integer> truth) {
    TreeSet<Gtin> products = new TreeSet<>(receipt.keySet());
    products.addAll(truth.keySet());
    for (Gtin product : products) {
      int said = receipt.getOrDefault(product, 0);
      int was = truth.getOrDefault(product, 0);
      right += Math.min(said, was);
      billed += said;
      taken += was;
    }
  }

  double precision() {
    return billed == 0 ? 1 : (double) right / billed;
  }

  double recall() {
    return taken == 0 ? 1 : (double) right / taken;
  }

  double f1() {
    double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
}
