package dev.loulan.inference.signal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.domain.planogram.PlateId;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One plate under seeded noise of 1 g; times in seconds, weights in grams. */
class PlateSignalTest {
  private final CellScan scan = new CellScan(SignalSettings.SHELF);
  private Random random = new Random(7);
  private double seconds;
  private @Nullable Step told;

  @ParameterizedTest(name = "{0} samples a second")
  @ValueSource(doubles = {0.03, 0.5, 1, 10, 60, 80, 100})
  void finds_a_step_at_any_rate(double rate) {
    rest(100, rate, 500);
    rest(100, rate, 380);
    assertThat(scan.finish().steps())
        .singleElement()
        .satisfies(s -> assertThat(s.deltaMg() / 1e3).isCloseTo(-120, within(1.5)))
        .satisfies(s ->
            assertThat(s.beginMicros() / 1e6).isCloseTo(100 / rate, within(1.5 / rate + 0.01)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noise_alone_makes_no_step(long seed) {
    random.setSeed(seed);
    rest(20_000, 60, 2_000);
    CellScan.Result result = scan.finish();
    assertThat(result.steps()).isEmpty();
    assertThat(result.noiseMg()).isCloseTo(1_000, within(200L));
  }

  @Test
  void single_samples_far_off_are_spikes() {
    for (int i = 0; i < 50; i++) {
      rest(20, 10, 500);
      sample(10, i % 2 == 0 ? 25_201 : -10_000);
    }
    CellScan.Result result = scan.finish();
    assertThat(result.steps()).isEmpty();
    assertThat(result.health())
        .anySatisfy(h -> assertThat(h.kind()).isEqualTo(PlateHealth.Kind.SPIKES));
  }

  @Test
  void hand_that_presses_and_lets_go_makes_no_step() {
    rest(600, 60, 500);
    for (int i = 0; i < 180; i++) {
      sample(60, 500 + 3_000 * Math.sin(Math.PI * i / 180) + 200 * random.nextGaussian());
    }
    rest(600, 60, 500);
    assertThat(scan.finish().steps()).isEmpty();
  }

  @Test
  void ringing_is_waited_out() {
    rest(600, 60, 500);
    for (int i = 0; i < 60; i++) {
      sample(60, 380 + 150 * Math.exp(-i / 12.0) * Math.cos(i));
    }
    rest(600, 60, 380);
    assertThat(scan.finish().steps())
        .singleElement()
        .satisfies(s -> assertThat(s.deltaMg() / 1e3).isCloseTo(-120, within(2.0)));
  }

  @Test
  void a_step_tells_how_far_the_plate_went_down_between_and_a_bit_error_does_not() {
    rest(200, 20, 500);
    rest(3, 20, 100);
    sample(20, -9_000);
    rest(3, 20, 100);
    rest(200, 20, 480);
    sample(20, -9_000);
    rest(200, 20, 300);
    assertThat(scan.finish().steps())
        .satisfiesExactly(
            exchange -> assertThat(exchange.dipMg() / 1e3).isCloseTo(380, within(5.0)),
            take -> assertThat(take.dipMg() / 1e3).isLessThan(5));
  }

  @Test
  void a_plate_that_trembles_a_little_where_it_then_rests_has_made_one_step() {
    for (int seed = 0; seed < 200; seed++) {
      Tally tally = trembling(seed, 380);
      assertThat(tally.unknowns).as("seed %d", seed).isZero();
      assertThat(tally.steps).as("seed %d", seed).isEqualTo(1);
    }
  }

  @Test
  void a_plate_that_trembled_a_little_elsewhere_on_its_way_is_unknown_unless_it_was_calm_there() {
    int unknown = 0;
    for (int seed = 0; seed < 200; seed++) {
      Tally tally = trembling(seed, 440);
      unknown += tally.unknowns;
      assertThat(tally.unknowns + tally.steps).as("seed %d", seed).isPositive();
    }
    assertThat(unknown).isGreaterThan(60);
  }

  /** From 500 g to 380 g, with three quarters of a second at a level in between. */
  private static Tally trembling(int seed, double between) {
    Random noise = new Random(seed);
    Tally tally = new Tally();
    PlateSignal plate = new PlateSignal(PlateId.of("1", 1, 1), SignalSettings.SHELF, tally);
    double[][] parts = {{600, 500, 1}, {45, between, 1.5}, {4, between + 9, 1.5}, {600, 380, 1}};
    int sample = 0;
    for (double[] part : parts) {
      for (int i = 0; i < part[0]; i++) {
        double grams = part[1] + part[2] * noise.nextGaussian();
        plate.accept(Math.round(sample++ * 1e6 / 60), (int) Math.round(grams * 1e3));
      }
    }
    plate.finish();
    return tally;
  }

  private static final class Tally implements SignalListener {
    private int steps;
    private int unknowns;

    @Override
    public void step(Step step) {
      steps++;
    }

    @Override
    public void unknown(UnknownSpan span) {
      unknowns++;
    }
  }

  @Test
  void drift_of_ten_grams_a_minute_makes_no_step() {
    for (int i = 0; i < 60 * 300; i++) {
      sample(60, 500 - i / 360.0);
    }
    assertThat(scan.finish().steps()).isEmpty();
  }

  @Test
  void change_across_missing_samples_is_unknown_and_no_step() {
    rest(600, 60, 500);
    missing(20, 60);
    rest(600, 60, 380);
    CellScan.Result result = scan.finish();
    assertThat(result.steps()).isEmpty();
    assertThat(result.unknowns())
        .singleElement()
        .satisfies(u -> assertThat(u.deltaMg() / 1e3).isCloseTo(-120, within(2.0)));
  }

  @Test
  void missing_samples_without_a_change_lose_nothing() {
    rest(600, 60, 500);
    missing(20, 60);
    rest(600, 60, 500);
    rest(600, 60, 380);
    CellScan.Result result = scan.finish();
    assertThat(result.unknowns()).isEmpty();
    assertThat(result.steps()).hasSize(1);
  }

  @Test
  void pause_in_the_samples_counts_as_missing() {
    rest(600, 60, 500);
    seconds += 20;
    rest(600, 60, 380);
    CellScan.Result result = scan.finish();
    assertThat(result.steps()).isEmpty();
    assertThat(result.unknowns()).hasSize(1);
  }

  @Test
  void clock_set_back_is_counted_and_makes_no_step() {
    rest(600, 60, 500);
    seconds -= 1;
    rest(600, 60, 500);
    CellScan.Result result = scan.finish();
    assertThat(result.steps()).isEmpty();
    assertThat(result.health())
        .anySatisfy(h -> assertThat(h.kind()).isEqualTo(PlateHealth.Kind.CLOCK_BACK));
  }

  @Test
  void cell_that_never_changes_is_stuck() {
    for (int i = 0; i < 1_000; i++) {
      seconds += 1.0 / 60;
      scan.accept(micros(), 6_067_420);
    }
    assertThat(scan.finish().health())
        .singleElement()
        .satisfies(h -> assertThat(h.kind()).isEqualTo(PlateHealth.Kind.STUCK));
  }

  @Test
  void cell_that_gives_nothing_but_zero_is_dead() {
    for (int i = 0; i < 1_000; i++) {
      seconds += 1.0 / 60;
      scan.accept(micros(), 0);
    }
    assertThat(scan.finish().health())
        .singleElement()
        .satisfies(h -> assertThat(h.kind()).isEqualTo(PlateHealth.Kind.DEAD));
  }

  @Test
  void cell_that_jumps_to_the_end_of_its_range_and_stays_there_is_saturated() {
    rest(600, 60, 500);
    for (int i = 0; i < 300; i++) {
      seconds += 1.0 / 60;
      scan.accept(micros(), 25_000_000);
    }
    assertThat(scan.finish().health())
        .anySatisfy(h -> assertThat(h.kind()).isEqualTo(PlateHealth.Kind.SATURATED));
  }

  @Test
  void heavy_goods_put_down_by_a_hand_do_not_look_saturated() {
    rest(600, 60, 500);
    for (int gram = 500; gram < 6_000; gram += 250) {
      sample(60, gram);
    }
    rest(600, 60, 6_000);
    assertThat(scan.finish().health()).isEmpty();
  }

  @Test
  void a_hand_that_trembles_on_the_plate_while_it_takes_makes_one_step() {
    int one = 0;
    for (long seed = 1; seed <= 200; seed++) {
      PlateSignalTest run = new PlateSignalTest();
      run.random = new Random(seed);
      double press = 60 + run.random.nextInt(250);
      run.rest(200, 20, 500);
      int slow = 60 + run.random.nextInt(140);
      for (int i = 0; i < slow; i++) {
        double done = Math.clamp(2.0 * i / slow - 0.5, 0.0, 1.0);
        double tremor = 0.06 * press * run.random.nextGaussian();
        run.sample(20, 500 + press + tremor - 80 * done);
      }
      run.rest(100, 20, 420);
      CellScan.Result found = run.scan.finish();
      long changed =
          found.steps().stream().mapToLong(Step::deltaMg).sum()
              + found.unknowns().stream().mapToLong(UnknownSpan::deltaMg).sum();
      assertThat(changed).as("seed " + seed).isBetween(-84_000L, -76_000L);
      one += found.steps().size() == 1 && found.unknowns().isEmpty() ? 1 : 0;
    }
    assertThat(one).as("of 200, the others unclear").isGreaterThan(150);
  }

  @Test
  void a_reading_or_two_that_the_board_could_not_give_hide_nothing() {
    rest(600, 60, 500);
    missing(2, 60);
    rest(600, 60, 380);
    assertThat(scan.finish().steps()).hasSize(1);
  }

  @Test
  void a_change_is_said_while_the_plate_rings_and_no_longer_once_it_rests() {
    PlateSignal plate =
        new PlateSignal(
            PlateId.of("1", 1, 1),
            SignalSettings.SHELF,
            new SignalListener() {
              @Override
              public void step(Step step) {
                told = step;
              }

              @Override
              public void unknown(UnknownSpan span) {
                throw new AssertionError(span);
              }
            });
    for (int i = 0; i < 400; i++) {
      plate.accept(i * 12_500L, (int) (500_000 + 300 * random.nextGaussian()));
    }
    assertThat(plate.early()).isNull();
    @Nullable Step said = null;
    int saidAt = 0;
    for (int i = 0; i < 200; i++) {
      double swing = 40_000 * Math.exp(-i / 12.0) * Math.cos(2 * Math.PI * 9 * i / 80);
      plate.accept((400 + i) * 12_500L, (int) (380_000 + swing + 300 * random.nextGaussian()));
      if (said == null && plate.early() != null) {
        said = plate.early();
        saidAt = i;
        assertThat(told).as("the step that counts comes later").isNull();
      }
    }
    assertThat(saidAt).as("samples of 12.5 ms").isBetween(9, 24);
    Step early = requireNonNull(said);
    Step step = requireNonNull(told);
    assertThat(early.deltaMg())
        .isCloseTo(step.deltaMg(), within(3 * (early.sigmaMg() + step.sigmaMg())));
    assertThat(plate.early()).isNull();
  }

  private void missing(int samples, double rate) {
    for (int i = 0; i < samples; i++) {
      seconds += 1 / rate;
      scan.accept(micros(), PlateSignal.MISSING);
    }
  }

  private void rest(int samples, double rate, double grams) {
    for (int i = 0; i < samples; i++) {
      sample(rate, grams);
    }
  }

  private void sample(double rate, double grams) {
    seconds += 1 / rate;
    scan.accept(micros(), (int) Math.round(1e3 * (grams + random.nextGaussian())));
  }

  private long micros() {
    return Math.round(seconds * 1e6);
  }
}
