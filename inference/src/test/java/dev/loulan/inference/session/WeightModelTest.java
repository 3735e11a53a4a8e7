package dev.loulan.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Product;
import org.junit.jupiter.api.Test;

/** Both sides of each bound of the weight model; the sums are done by hand. */
class WeightModelTest {
  private static final Product BAR = product("06901234567892", 50_000, 1_000);
  private static final Product TIN = product("04006381333931", 170_000, 2_000);

  @Test
  void a_cell_errs_by_its_noise_a_share_of_the_change_and_never_less_than_a_gram() {
    assertThat(WeightModel.cellVariance(0, 0)).isEqualTo(1e6);
    assertThat(WeightModel.cellVariance(0, 3_000)).isEqualTo(9e6 + 1e6);
    assertThat(WeightModel.cellVariance(-500_000, 0)).isEqualTo(4e6 + 1e6);
    assertThat(WeightModel.cellVariance(500_000, 3_000)).isEqualTo(9e6 + 4e6 + 1e6);
  }

  @Test
  void goods_spread_as_assumed_or_one_in_seven_three_times_as_much() {
    double usual = 6.0 / 7 * normal(2_000, 2e6);
    double wide = 1.0 / 7 * normal(2_000, 1e6 + 9e6);
    assertThat(WeightModel.logDensityOfGoods(2_000, 1e6, 1e6))
        .isCloseTo(Math.log(usual + wide), within(1e-9));
    assertThat(WeightModel.logDensityOfGoods(0, 1e6, 0))
        .isCloseTo(WeightModel.logDensity(0, 1e6), within(1e-9));
  }

  @Test
  void a_change_fits_within_four_standard_deviations() {
    // Two bars: cell 1e6 + (0.004 * 106_000)^2, goods 2e6, so four sigmas are about 7.1 g.
    assertThat(WeightModel.fits(BAR, -107_000, 0)).isTrue();
    assertThat(WeightModel.fits(BAR, -107_300, 0)).isFalse();
    assertThat(WeightModel.fits(BAR, 93_000, 0)).isTrue();
    assertThat(WeightModel.fits(BAR, 92_500, 0)).isFalse();
    // Goods that spread three times as much: 1e6 + 0.2e6 + 18e6, so 17.5 g.
    assertThat(WeightModel.mayFit(BAR, -117_500, 0)).isTrue();
    assertThat(WeightModel.mayFit(BAR, -118_000, 0)).isFalse();
  }

  @Test
  void goods_without_a_weight_fit_nothing() {
    Product loose = new Product(new Gtin("05000112637922"), "loose", null, 0, 100L);
    assertThat(WeightModel.fits(loose, 0, 0)).isFalse();
    assertThat(WeightModel.mayFit(loose, 50_000, 5_000)).isFalse();
  }

  @Test
  void up_to_three_units_of_one_product_may_have_moved_with_some_of_another() {
    // 3 bars and a tin: cell 1e6 + 1.64e6, goods 9 * (3e6 + 4e6), so four sigmas are 32 g.
    assertThat(WeightModel.mayFit(BAR, TIN, -320_000, 0)).isTrue();
    Product exact = product("05000112637922", 50_000, 0);
    Product heavy = product("08710400035862", 900_000, 0);
    // Nothing spreads: the cell alone, four sigmas of 1 g and 0.4 % of a kilogram.
    assertThat(WeightModel.mayFit(exact, heavy, -950_000, 0)).isTrue();
    assertThat(WeightModel.mayFit(exact, heavy, -1_050_000, 0)).isTrue();
    assertThat(WeightModel.mayFit(exact, heavy, -1_067_000, 0)).isTrue();
    assertThat(WeightModel.mayFit(exact, heavy, -1_070_000, 0)).isFalse();
    assertThat(WeightModel.mayFit(exact, heavy, -924_000, 0)).isFalse();
    assertThat(WeightModel.mayFit(exact, heavy, -50_000, 0))
        .as("goods of the second always belong to it")
        .isFalse();
  }

  @Test
  void one_product_may_have_left_while_another_came() {
    Product exact = product("05000112637922", 50_000, 0);
    Product other = product("08710400035862", 57_000, 0);
    assertThat(WeightModel.mayMix(exact, other, 7_000, 0)).isTrue();
    assertThat(WeightModel.mayMix(exact, other, 11_000, 0)).isTrue();
    assertThat(WeightModel.mayMix(exact, other, 2_900, 0)).isFalse();
    assertThat(WeightModel.mayMix(exact, other, 64_000, 0)).as("two came, one left").isTrue();
    assertThat(WeightModel.mayMix(exact, other, 1, 64_000, 0)).as("only one may come").isFalse();
    assertThat(WeightModel.mayMix(exact, other, -93_000, 0)).as("three left, one came").isTrue();
    assertThat(WeightModel.mayMix(exact, other, -143_000, 0)).as("four left").isFalse();
  }

  @Test
  void an_uncertain_cell_may_mean_more_units_or_fewer_at_least_one_and_at_most_eight() {
    assertThat(WeightModel.unitsAround(BAR, 1e6)).isEqualTo(1);
    // Four sigmas of 20 g are 80 g, more than one bar of 50 g.
    assertThat(WeightModel.unitsAround(BAR, 4e8)).isEqualTo(2);
    assertThat(WeightModel.unitsAround(BAR, 1e12)).isEqualTo(8);
    assertThat(WeightModel.nearestUnits(BAR, -124_000)).isEqualTo(2);
    assertThat(WeightModel.nearestUnits(BAR, 126_000)).isEqualTo(3);
    assertThat(WeightModel.nearestUnits(BAR, 10_000)).isEqualTo(1);
    assertThat(WeightModel.nearestUnits(BAR, 9_000_000)).isEqualTo(8);
  }

  private static double normal(double deviation, double variance) {
    return Math.exp(-deviation * deviation / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  private static Product product(String gtin, long mg, long spreadMg) {
    return new Product(new Gtin(gtin), gtin, mg, spreadMg, 100L);
  }
}
