package dev.loulan.benchmarks.inference;

/** The largest rate of rare events that a count still allows. */
final class UpperBound {
  private static final double REST = 0.05;

  private UpperBound() {}

  /**
   * Upper 95 % bound of a Poisson rate (Garwood 1936) after {@code seen} events in {@code trials}.
   */
  static double of95(long seen, long trials) {
    if (trials == 0) {
      return 1;
    }
    double low = 0;
    double high = 3 * seen + 20;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (atMost(seen, middle) > REST) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.min(1, high / trials);
  }

  private static double atMost(long seen, double mean) {
    double term = Math.exp(-mean);
    double sum = term;
    for (long k = 1; k <= seen; k++) {
      term *= mean / k;
      sum += term;
    }
    return sum;
  }
}
