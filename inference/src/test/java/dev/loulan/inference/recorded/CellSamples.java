package dev.loulan.inference.recorded;

import dev.loulan.inference.signal.CellScan;
import dev.loulan.inference.signal.PlateSignal;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A recording of one cell as another cell, board or room might have given it. */
record CellSamples(List<Sample> samples) {
  record Sample(double seconds, double grams) {}

  CellSamples {
    samples = List.copyOf(samples);
  }

  static CellSamples of(String file, String column, double secondsPerUnit) throws IOException {
    List<String> lines = Readings.lines(Needs.data(file));
    int weight = Arrays.asList(lines.getFirst().split(",", -1)).indexOf(column);
    List<Sample> samples = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      int mg = Readings.milligrams(cells[weight]);
      double grams = mg == PlateSignal.MISSING ? Double.NaN : mg / 1e3;
      samples.add(new Sample(Double.parseDouble(cells[0]) * secondsPerUnit, grams));
    }
    return new CellSamples(samples);
  }

  /** One sample in so many. */
  CellSamples every(int stride, int first) {
    return new CellSamples(
        IntStream.range(0, samples.size())
            .filter(i -> i % stride == first % stride)
            .mapToObj(samples::get)
            .toList());
  }

  CellSamples weight(DoubleUnaryOperator grams) {
    return new CellSamples(
        samples.stream()
            .map(s -> new Sample(s.seconds(), grams.applyAsDouble(s.grams())))
            .toList());
  }

  CellSamples drift(double gramsPerHour) {
    double begin = samples.getFirst().seconds();
    return new CellSamples(
        samples.stream()
            .map(s ->
                new Sample(s.seconds(), s.grams() + gramsPerHour * (s.seconds() - begin) / 3_600))
            .toList());
  }

  CellSamples noise(double sigmaGrams, long seed) {
    Random random = new Random(seed);
    return weight(g -> g + sigmaGrams * random.nextGaussian());
  }

  /** Some samples never arrive. */
  CellSamples without(double share, long seed) {
    Random random = new Random(seed);
    return new CellSamples(samples.stream().filter(_ -> random.nextDouble() >= share).toList());
  }

  /** Some samples arrive and say nothing. */
  CellSamples unread(double share, long seed) {
    Random random = new Random(seed);
    return weight(g -> random.nextDouble() < share ? Double.NaN : g);
  }

  CellScan.Result scan() {
    CellScan scan = new CellScan(SignalSettings.UNKNOWN_CELL);
    for (Sample sample : samples) {
      boolean read = !Double.isNaN(sample.grams());
      scan.accept(
          Math.round(sample.seconds() * 1e6),
          read ? (int) Math.round(sample.grams() * 1e3) : PlateSignal.MISSING);
    }
    return scan.finish();
  }
}
