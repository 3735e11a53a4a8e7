package dev.loulan.benchmarks.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.testkit.scenario.NoiseLevel;
import dev.loulan.testkit.scenario.SessionSamples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmallScenarioSetTest {
  private static final int OF_EACH = 40;

  @ParameterizedTest
  @EnumSource
  void nobody_is_charged_for_what_they_did_not_take(NoiseLevel level) {
    Tally tally = SmallScenarioSet.run(level, OF_EACH, SessionSamples.FITTED);
    assertThat(tally.wrongCharges()).isZero();
    assertThat(tally.lines()).isGreaterThan(1_000);
    assertThat(tally.linesRight()).isGreaterThanOrEqualTo(0.998);
    assertThat(tally.abstained()).isLessThan(0.04);
  }

  /** Sessions that were once charged wrongly, each with its cause. */
  @ParameterizedTest
  @CsvSource({
    "30044083, a unit forgotten and another scanned twice in the first answer",
    "30023443, a hand that hesitates and weighs as much as a lighter product",
    "40010291, two neighbours' goods taken at the same time and one unit on two plates",
    "70046342, the lighter part of a unit on two plates given to a neighbour's take",
    "100002992, an echo that weighs like goods of its plate",
    "100019859, goods put back and others taken within one change of seven grams"
  })
  void what_was_once_charged_wrongly_is_not(long seed, String cause) {
    for (NoiseLevel level : NoiseLevel.values()) {
      assertThat(SmallScenarioSet.one(level, seed).wrongCharges())
          .as("%s, %s", cause, level)
          .isZero();
    }
  }
}
