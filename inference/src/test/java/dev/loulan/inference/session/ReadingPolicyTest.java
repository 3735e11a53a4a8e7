package dev.loulan.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Both sides of each bound. */
class ReadingPolicyTest {
  private static final ReadingPolicy POLICY = new ReadingPolicy(990_000, 200, 100_000);

  @Test
  void the_quantity_must_be_certain_enough() {
    assertThat(POLICY.isSure(0.99)).isTrue();
    assertThat(POLICY.isSure(0.98999)).isFalse();
  }

  @Test
  void few_wrong_units_may_be_expected_however_cheap_they_are() {
    assertThat(POLICY.isSure(1, 200e-6, 1)).isTrue();
    assertThat(POLICY.isSure(1, 201e-6, 1)).isFalse();
    assertThat(POLICY.isSure(1, 201e-6, 0)).isFalse();
  }

  @Test
  void little_money_may_be_expected_wrong_however_few_the_units() {
    assertThat(POLICY.isSure(1, 100e-6, 1_000)).isTrue();
    assertThat(POLICY.isSure(1, 100e-6, 1_001)).isFalse();
  }

  @Test
  void an_answer_must_reach_more_than_what_is_asked_about() {
    assertThat(ReadingPolicy.asking(false).isSure(0.99)).isTrue();
    assertThat(ReadingPolicy.asking(true).isSure(0.99)).isFalse();
    assertThat(ReadingPolicy.asking(true).isSure(0.99998)).isTrue();
  }

  @Test
  void no_policy_charges_what_is_as_likely_not_taken() {
    assertThat(new ReadingPolicy(500_001, 0, 0).isSure(0.500001)).isTrue();
    assertThat(new ReadingPolicy(1_000_000, 0, 0).isSure(1)).isTrue();
    assertThatThrownBy(() -> new ReadingPolicy(500_000, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReadingPolicy(1_000_001, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReadingPolicy(990_000, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReadingPolicy(990_000, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
