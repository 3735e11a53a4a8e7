package dev.loulan.benchmarks.footprint;

import dev.loulan.benchmarks.report.Summary;
import java.util.ArrayList;
import java.util.List;

/** Resident memory of one process over time. */
final class Samples {
  private final List<Double> minutes = new ArrayList<>();
  private final List<Double> mebibytes = new ArrayList<>();

  void add(double atMinutes, double residentMiB) {
    minutes.add(atMinutes);
    mebibytes.add(residentMiB);
  }

  /** Of the last half. */
  Summary resident() {
    return Summary.of(mebibytes.subList(mebibytes.size() / 2, mebibytes.size()));
  }

  /** Growth over the last half by least squares, in MiB per ten minutes. */
  double slope() {
    int from = mebibytes.size() / 2;
    int count = mebibytes.size() - from;
    double meanTime = 0;
    double meanMemory = 0;
    for (int i = from; i < mebibytes.size(); i++) {
      meanTime += minutes.get(i) / count;
      meanMemory += mebibytes.get(i) / count;
    }
    double both = 0;
    double square = 0;
    for (int i = from; i < mebibytes.size(); i++) {
      both += (minutes.get(i) - meanTime) * (mebibytes.get(i) - meanMemory);
      square += (minutes.get(i) - meanTime) * (minutes.get(i) - meanTime);
    }
    return square == 0 ? 0 : both / square * 10;
  }
}
