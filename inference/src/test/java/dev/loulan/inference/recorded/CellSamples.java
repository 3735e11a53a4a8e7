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
  /** Samples whose median is a level. */
  private static final int LEVEL = 9;

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

  /** Each sample comes earlier or later by up to this share of the time to its neighbours. */
  CellSamples jitter(double share, long seed) {
    Random random = new Random(seed);
    List<Sample> moved = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      double by = share * (random.nextDouble() - 0.5);
      Sample next = samples.get(Math.clamp(by < 0 ? i - 1L : i + 1L, 0, samples.size() - 1));
      double seconds = sample.seconds() + Math.abs(by) * (next.seconds() - sample.seconds());
      moved.add(new Sample(seconds, sample.grams()));
    }
    return new CellSamples(moved);
  }

  /** From the last sample to the first. */
  CellSamples backwards() {
    double end = samples.getLast().seconds();
    return new CellSamples(
        samples.reversed().stream().map(s -> new Sample(end - s.seconds(), s.grams())).toList());
  }

  /** Both, one after the other, the second at the level where the first ends. */
  CellSamples then(CellSamples other) {
    double pause = samples.getLast().seconds() - samples.get(samples.size() - 2).seconds();
    double later = samples.getLast().seconds() + pause - other.samples.getFirst().seconds();
    double heavier =
        middle(samples.subList(samples.size() - LEVEL, samples.size()))
            - middle(other.samples.subList(0, LEVEL));
    List<Sample> both = new ArrayList<>(samples);
    other.samples.forEach(s -> both.add(new Sample(s.seconds() + later, s.grams() + heavier)));
    return new CellSamples(both);
  }

  private static double middle(List<Sample> some) {
    return some.stream().mapToDouble(Sample::grams).sorted().toArray()[some.size() / 2];
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
