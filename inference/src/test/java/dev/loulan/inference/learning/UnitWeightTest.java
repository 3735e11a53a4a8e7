package dev.loulan.inference.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitWeightTest {
  @Test
  void weighings_give_their_mean_and_a_spread_between_theirs_and_the_assumed_one() {
    UnitWeight weight = UnitWeight.ofWeighings(List.of(99_000L, 100_000L, 101_000L));
    assertThat(weight.meanMg()).isEqualTo(100_000);
    assertThat(weight.spreadMg()).isBetween(1_000.0, 1_700.0 * 1.2);
  }

  @Test
  void spread_of_many_takes_comes_near_the_true_one() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      UnitWeight weight = UnitWeight.ofCatalogue(200_000, 3_400);
      for (int i = 0; i < 150; i++) {
        int units = 1 + random.nextInt(3);
        double sum = 0;
        for (int u = 0; u < units; u++) {
          sum += 203_000 + 2_000 * random.nextGaussian();
        }
        weight = weight.observed(sum + 500 * random.nextGaussian(), units, 500);
      }
      assertThat(weight.meanMg()).as("seed %d", seed).isCloseTo(203_000, within(700.0));
      assertThat(weight.spreadMg()).as("seed %d", seed).isCloseTo(2_000, within(600.0));
    }
  }

  @Test
  void before_anything_is_observed_the_catalogue_holds() {
    for (long spread : List.of(1_500L, 3_400L, 9_000L)) {
      UnitWeight weight = UnitWeight.ofCatalogue(200_000, spread);
      assertThat(weight.meanMg()).isEqualTo(200_000);
      assertThat(weight.spreadMg()).isCloseTo((double) Math.max(2_150, spread), within(2.0));
    }
  }

  @Test
  void another_product_teaches_nothing() {
    UnitWeight weight = UnitWeight.ofWeighings(List.of(99_000L, 100_000L, 101_000L));
    assertThat(weight.observed(131_000, 1, 500)).isEqualTo(weight);
  }

  @Test
  void new_batch_is_followed_after_a_long_life() {
    UnitWeight weight = UnitWeight.ofCatalogue(100_000, 1_700);
    for (int i = 0; i < 2_000; i++) {
      weight = weight.observed(100_000, 1, 300);
    }
    for (int i = 0; i < 600; i++) {
      weight = weight.observed(101_000, 1, 300);
    }
    assertThat(weight.meanMg()).isCloseTo(101_000, within(150.0));
  }

  @Test
  void a_doubtful_plate_teaches_less_than_a_sure_one() {
    UnitWeight weight = UnitWeight.ofWeighings(List.of(99_000L, 100_000L, 101_000L));
    double sure = weight.observed(102_000, 1, 100).meanMg();
    double doubtful = weight.observed(102_000, 1, 5_000).meanMg();
    assertThat(sure).isGreaterThan(doubtful);
    assertThat(doubtful).isGreaterThan(100_000);
  }
}
