package dev.loulan.inference.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.inference.learning.RestingMean.Level;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings of a plate in milligrams, by seeds. */
class RestingMeanTest {
  private final RestingMean mean = new RestingMean();
  private long atMicros;

  @ParameterizedTest(name = "{0} readings a second")
  @ValueSource(doubles = {0.02, 1, 10, 80, 500, 2_000})
  void three_seconds_and_eighteen_readings_give_a_level_at_any_rate(double rate) {
    Random random = new Random(5);
    int count = 0;
    Optional<Level> level = Optional.empty();
    while (level.isEmpty()) {
      assertThat(count++).isLessThan(2_100);
      level = add(rate, 70_000 + 500 * random.nextGaussian());
    }
    assertThat(count).isGreaterThanOrEqualTo(18);
    assertThat(count / rate).as("seconds").isGreaterThan(Math.min(3.0, 2_048 / rate) - 0.001);
    assertThat(count).isLessThanOrEqualTo((int) Math.max(19, Math.ceil(3 * rate) + 1));
    Level found = level.get();
    assertThat(found.meanMg()).isCloseTo(70_000, within(5 * found.sigmaMg()));
    assertThat(found.scatterMg()).isBetween(250.0, 800.0);
  }

  @Test
  void sigma_covers_the_error_as_often_as_it_says() {
    int within = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Level level = full(_ -> 12_000 + 900 * random.nextGaussian(), 20).orElseThrow();
      within += Math.abs(level.meanMg() - 12_000) <= 2 * level.sigmaMg() ? 1 : 0;
    }
    assertThat(within).isBetween(450, 499);
  }

  @Test
  void cell_that_never_scatters_is_known_to_thirty_milligrams() {
    Level level = full(_ -> 5_000, 20).orElseThrow();
    assertThat(level).isEqualTo(new Level(5_000, 30, 0));
  }

  @Test
  void bit_errors_are_left_out_and_one_in_ten_is_too_many() {
    Level few = full(i -> i % 12 == 5 ? 25_000_000 : 5_000 + (i % 2), 20).orElseThrow();
    assertThat(few.meanMg()).isCloseTo(5_000, within(1.0));
    assertThat(full(i -> i % 8 == 5 ? 25_000_000 : 5_000 + (i % 2), 20)).isEmpty();
    assertThat(mean.disturbed()).isEqualTo(1);
  }

  @Test
  void plate_on_which_a_hand_lies_is_disturbed() {
    assertThat(full(i -> 300_000 + 40_000 * Math.sin(i / 9.0), 20)).isEmpty();
    assertThat(full(i -> i < 30 ? 300_000 : 302_500, 20)).isEmpty();
    assertThat(mean.disturbed()).isEqualTo(2);
  }

  @Test
  void slow_drift_below_a_gram_is_uncertainty_and_above_it_is_no_rest() {
    Level drifting = full(i -> 300_000 + 900.0 * i / 60, 20).orElseThrow();
    assertThat(drifting.sigmaMg()).isBetween(80.0, 200.0);
    assertThat(full(i -> 300_000 + 3_000.0 * i / 60, 20)).isEmpty();
  }

  private interface Cell {
    double mg(int reading);
  }

  /** Feeds one whole measurement; empty when it was disturbed. */
  private Optional<Level> full(Cell cell, double rate) {
    int before = mean.disturbed();
    for (int i = 0; mean.disturbed() == before; i++) {
      Optional<Level> level = add(rate, cell.mg(i));
      if (level.isPresent()) {
        return level;
      }
    }
    return Optional.empty();
  }

  private Optional<Level> add(double rate, double mg) {
    atMicros += Math.round(1e6 / rate);
    return mean.add(atMicros, (int) Math.round(mg));
  }
}
