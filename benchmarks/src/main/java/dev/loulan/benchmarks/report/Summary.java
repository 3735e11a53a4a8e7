package dev.loulan.benchmarks.report;

import java.util.List;

/** Median, smallest and largest of some measurements. */
public record Summary(double median, double min, double max, int runs) {
  /**
   * Sums up measurements.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Summary of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Summary(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }
}
