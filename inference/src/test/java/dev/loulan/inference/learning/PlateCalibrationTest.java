package dev.loulan.inference.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.learning.PlateCalibration.KnownWeight;
import dev.loulan.inference.signal.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateCalibrationTest {
  private static final long DAY = 86_400_000_000L;

  @Test
  void known_weights_give_gain_and_zero() {
    List<KnownWeight> known = new ArrayList<>();
    for (double trueMg : new double[] {0, 500_000, 1_000_000, 2_000_000}) {
      known.add(new KnownWeight(trueMg / 1.02 + 7_000, 0, trueMg));
    }
    PlateCalibration calibration = PlateCalibration.of(known, DAY);
    assertThat(calibration.gain()).isCloseTo(1.02, within(1e-9));
    assertThat(calibration.zeroMg()).isCloseTo(7_000, within(1e-3));
    assertThat(calibration.weightMg(7_000 + 100_000)).isCloseTo(102_000, within(1e-3));
    assertThat(calibration.score(DAY)).isGreaterThan(95);
  }

  @Test
  void the_gain_is_as_uncertain_as_the_readings_or_as_the_line_fits() {
    PlateCalibration noisy =
        PlateCalibration.of(
            List.of(new KnownWeight(1_000, 300, 0), new KnownWeight(401_000, 400, 440_000)), DAY);
    assertThat(noisy.gain()).isCloseTo(1.1, within(1e-9));
    assertThat(noisy.zeroMg()).isCloseTo(1_000, within(1e-6));
    assertThat(noisy.gainSigma()).isCloseTo(1.1 * 500 / 400_000, within(1e-6));
    assertThat(noisy.checkedMicros()).isEqualTo(DAY);
    PlateCalibration bent =
        PlateCalibration.of(
            List.of(
                new KnownWeight(0, 1, 0),
                new KnownWeight(100_000, 1, 104_000),
                new KnownWeight(200_000, 1, 200_000)),
            DAY);
    assertThat(bent.gain()).isCloseTo(1, within(1e-9));
    assertThat(bent.gainSigma())
        .isCloseTo(Math.sqrt((2 * 1_333.33 * 1_333.33 + 2_666.67 * 2_666.67) / 2e10), within(1e-5));
    assertThat(bent.needsCalibration(DAY)).isTrue();
    PlateCalibration exact =
        PlateCalibration.of(
            List.of(new KnownWeight(0, 0, 0), new KnownWeight(100_000, 0, 100_000)), DAY);
    assertThat(exact.gainSigma()).isEqualTo(1e-4);
  }

  @Test
  void weights_that_do_not_differ_or_go_the_wrong_way_give_no_gain() {
    for (double read : new double[] {1_000, 500}) {
      assertThatThrownBy(() ->
              PlateCalibration.of(
                  List.of(new KnownWeight(1_000, 1, 0), new KnownWeight(read, 1, 100_000)), 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void half_a_year_without_a_check_asks_for_one_and_lowers_the_score() {
    PlateCalibration checked = PlateCalibration.NONE.checked(step(1, 1_000_000), 1_000_000, 3_000);
    long at = checked.checkedMicros();
    assertThat(checked.needsCalibration(at + 180 * DAY)).isFalse();
    assertThat(checked.needsCalibration(at + 180 * DAY + 1)).isTrue();
    assertThat(checked.score(at + 360 * DAY)).isEqualTo(checked.score(at) - 50);
  }

  @Test
  void an_empty_plate_moves_the_zero_and_keeps_the_rest() {
    PlateCalibration checked = PlateCalibration.NONE.checked(step(1, 1_010_000), 1_000_000, 3_000);
    PlateCalibration empty = checked.empty(4_000, 9 * DAY);
    assertThat(empty.zeroMg()).isEqualTo(4_000);
    assertThat(empty.drift()).isEqualTo(checked.drift());
    assertThat(empty.checks()).isEqualTo(1);
    assertThat(empty.weightMg(5_000)).isEqualTo(1_000);
  }

  @Test
  void one_weight_is_not_enough() {
    assertThatThrownBy(() -> PlateCalibration.of(List.of(new KnownWeight(1, 0, 1)), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void restocks_that_weigh_too_much_ask_for_a_calibration() {
    PlateCalibration calibration = PlateCalibration.NONE;
    for (int i = 1; i <= 5; i++) {
      calibration = calibration.checked(step(i, 1_015_000), 1_000_000, 3_000);
    }
    assertThat(calibration.drift()).isCloseTo(0.015, within(1e-6));
    assertThat(calibration.needsCalibration(6 * DAY)).isTrue();
    assertThat(calibration.score(6 * DAY)).isLessThan(30);
  }

  @Test
  void restocks_that_weigh_right_ask_for_none() {
    PlateCalibration calibration = PlateCalibration.NONE;
    for (int i = 1; i <= 5; i++) {
      calibration = calibration.checked(step(i, 1_000_000 + i * 500), 1_000_000, 3_000);
    }
    assertThat(calibration.needsCalibration(6 * DAY)).isFalse();
    assertThat(calibration.score(6 * DAY)).isGreaterThan(60);
  }

  @Test
  void a_light_restock_says_nothing_of_the_gain() {
    assertThat(PlateCalibration.NONE.checked(step(1, 60_000), 50_000, 6_000))
        .isEqualTo(PlateCalibration.NONE);
  }

  @Test
  void a_plate_unchecked_for_half_a_year_asks() {
    PlateCalibration calibration = PlateCalibration.NONE.empty(4_000, DAY);
    assertThat(calibration.needsCalibration(100 * DAY)).isFalse();
    assertThat(calibration.needsCalibration(200 * DAY)).isTrue();
  }

  private static Step step(int day, long deltaMg) {
    return new Step(PlateId.of("1", 1, 1), day * DAY, day * DAY + 1, deltaMg, 1_000);
  }
}
