package dev.loulan.inference.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.inference.signal.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same recordings from other cells, boards and rooms: no event is lost, and none invented. */
class AlteredCellTest {

  /**
   * A recording.
   *
   * @param mostStride up to where one sample in so many still tells the steps
   * @param tolerance relative, of a step
   * @param withinGrams of a step that is small; what was poured leaves a level that creeps by 20 g
   * @param grams its steps
   */
  record Known(
      String file,
      String column,
      double secondsPerUnit,
      int mostStride,
      double tolerance,
      double withinGrams,
      List<Double> grams) {
    @Override
    public String toString() {
      return file;
    }

    private CellSamples samples() throws IOException {
      return CellSamples.of(file, column, secondsPerUnit);
    }

    private void holds(String altered, CellSamples samples, double times) {
      List<Step> steps = samples.scan().steps();
      assertThat(steps).as("%s, %s", this, altered).hasSize(grams.size());
      for (int i = 0; i < grams.size(); i++) {
        double expected = grams.get(i) * times;
        assertThat(steps.get(i).deltaMg() / 1e3)
            .as("step %d of %s, %s", i, this, altered)
            .isCloseTo(
                expected, within(Math.max(tolerance * Math.abs(expected), withinGrams * times)));
      }
    }
  }

  static List<Known> recordings() {
    return List.of(
        new Known(
            "aim3s-shelf-recording/shelf2.csv.gz",
            "raw_g",
            1e-3,
            4,
            0.12,
            12,
            List.of(-325.0, -412.0, 414.0, 318.0)),
        new Known("aim3s-shelf-recording/shelf3.csv.gz", "raw_g", 1e-3, 6, 0, 12, List.of()),
        pot("2019-12-18_10Hz_a", 60, List.of()),
        pot("2019-11-18_boot_with_tare_out_of_range", 60, List.of()),
        pot(
            "2019-11-22_place_pot_then_pour",
            1,
            List.of(3_414.0, -3_430.0, 3_413.0, -142.0, -3_256.0)),
        pot("2019-10-30_30s_day", 20, List.of(-127.0)),
        new Known("hx711-slow-drift/readings.csv.gz", "mass_g", 1, 40, 0, 12, List.of()));
  }

  private static Known pot(String name, int mostStride, List<Double> grams) {
    return new Known(
        "hx711-coffee-pot/" + name + ".csv.gz", "weight_g", 1, mostStride, 0.05, 25, grams);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void at_other_rates(Known known) throws IOException {
    CellSamples samples = known.samples();
    for (int stride = 1; stride <= known.mostStride(); stride += 1 + stride / 8) {
      for (int first : List.of(0, stride / 2, stride - 1)) {
        known.holds("one in " + stride + " from " + first, samples.every(stride, first), 1);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void with_another_gain_and_zero(Known known) throws IOException {
    CellSamples samples = known.samples();
    for (double times : List.of(0.6, 1.7)) {
      known.holds("gain " + times, samples.weight(g -> times * g), times);
    }
    for (double grams : List.of(-5_000.0, 800.0)) {
      known.holds("zero at " + grams + " g", samples.weight(g -> g + grams), 1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void on_a_cell_that_is_mounted_upside_down(Known known) throws IOException {
    List<Double> turned = new ArrayList<>();
    known.samples().weight(g -> -g).scan().steps().forEach(s -> turned.add(-s.deltaMg() / 1e3));
    assertThat(turned).as(known.file()).hasSize(known.grams().size());
    for (int i = 0; i < known.grams().size(); i++) {
      assertThat(turned.get(i))
          .as("step %d of %s", i, known)
          .isCloseTo(
              known.grams().get(i),
              within(
                  Math.max(
                      known.withinGrams(), known.tolerance() * Math.abs(known.grams().get(i)))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void in_a_room_that_grows_warmer_or_colder(Known known) throws IOException {
    CellSamples samples = known.samples();
    for (double gramsPerHour : List.of(-20.0, 20.0)) {
      known.holds("drift of " + gramsPerHour + " g/h", samples.drift(gramsPerHour), 1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void with_readings_that_are_missing_or_noisier(Known known) throws IOException {
    CellSamples samples = known.samples();
    for (long seed = 1; seed <= 4; seed++) {
      long chance = seed;
      List<UnaryOperator<CellSamples>> alterations =
          List.of(
              s -> s.noise(1, chance), s -> s.without(0.1, chance), s -> s.unread(0.02, chance));
      for (int i = 0; i < alterations.size(); i++) {
        known.holds("alteration " + i + ", seed " + seed, alterations.get(i).apply(samples), 1);
      }
    }
  }

  /**
   * Those that can spare a sample: a pot stood for three seconds in the one that is poured from.
   */
  static List<Known> recordingsThatCanSpareSamples() {
    return recordings().stream().filter(known -> known.mostStride() > 1).toList();
  }

  /** Gain, zero, rate, losses, times, noise and drift all differ. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("recordingsThatCanSpareSamples")
  void on_boards_that_differ_in_everything(Known known) throws IOException {
    CellSamples samples = known.samples();
    for (long seed = 1; seed <= 12; seed++) {
      Random random = new Random(seed);
      double times = 0.6 + 1.1 * random.nextDouble();
      double zero = 2_000 * random.nextGaussian();
      int stride = 1 + random.nextInt(1 + known.mostStride() / 3);
      CellSamples altered =
          samples
              .every(stride, random.nextInt(stride))
              .without(0.05, seed)
              .jitter(0.4, seed)
              .drift(5 * random.nextGaussian())
              .weight(g -> times * g + zero)
              .noise(0.4 * times, seed);
      known.holds("seed " + seed, altered, times);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void played_backwards(Known known) throws IOException {
    List<Double> back = new ArrayList<>();
    known.samples().backwards().scan().steps().forEach(s -> back.addFirst(-s.deltaMg() / 1e3));
    assertThat(back).as(known.file()).hasSize(known.grams().size());
    for (int i = 0; i < back.size(); i++) {
      double expected = known.grams().get(i);
      assertThat(back.get(i))
          .as("step %d of %s", i, known)
          .isCloseTo(
              expected,
              within(Math.max(known.withinGrams(), known.tolerance() * Math.abs(expected))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void one_after_another(Known known) throws IOException {
    CellSamples samples = known.samples();
    List<Double> twice = new ArrayList<>(known.grams());
    twice.addAll(known.grams());
    new Known(
            known.file(),
            known.column(),
            known.secondsPerUnit(),
            known.mostStride(),
            known.tolerance(),
            known.withinGrams(),
            twice)
        .holds("twice", samples.then(samples), 1);
  }
}
