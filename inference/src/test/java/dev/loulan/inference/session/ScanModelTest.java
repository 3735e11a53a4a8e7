package dev.loulan.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.domain.Gtin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What scans say of quantities; the likelihoods are multiplied by hand. */
class ScanModelTest {
  private static final Gtin TEA = new Gtin("tea");
  private static final Gtin GUM = new Gtin("gum");
  private static final Offset<Double> ALIKE = within(1e-9);

  private final List<Scan> scans = new ArrayList<>();

  @Test
  void what_is_not_out_is_scanned_once_in_two_hundred_times() {
    ScanModel model = model();
    assertThat(model.logAtScan(1)).isZero();
    assertThat(model.logAtScan(0)).isCloseTo(Math.log(1.0 / 200), ALIKE);
  }

  @Test
  void scans_unasked_say_little_of_what_was_not_scanned() {
    scan(TEA, 1);
    ScanModel one = model();
    assertThat(one.logAtEnd(GUM, 3)).isZero();
    assertThat(one.logAtEnd(TEA, 1)).isZero();
    assertThat(one.logAtEnd(TEA, 3)).isCloseTo(Math.log(1.0 / 20), ALIKE);
    scan(TEA, 2);
    scan(TEA, 3);
    assertThat(model().logAtEnd(TEA, 1)).isCloseTo(2 * Math.log(1.0 / 5), ALIKE);
    assertThat(model().logAtEnd(TEA, 0)).isCloseTo(3 * Math.log(1.0 / 5), ALIKE);
  }

  @Test
  void an_answer_says_something_of_all_that_is_held() {
    scan(TEA, 10);
    scan(TEA, 11);
    ScanModel model = model(10);
    assertThat(model.isAnswered()).isTrue();
    assertThat(model.unasked()).isEmpty();
    assertThat(model.counts()).containsOnlyKeys(TEA).containsEntry(TEA, 2);
    assertThat(model.logAtEnd(TEA, 2)).isZero();
    assertThat(model.logAtEnd(GUM, 0)).isZero();
    assertThat(model.logAtEnd(GUM, 2)).isCloseTo(2 * Math.log(1.0 / 50), ALIKE);
    assertThat(model.logAtEnd(TEA, 5)).isCloseTo(3 * Math.log(1.0 / 50), ALIKE);
    assertThat(model.logAtEnd(TEA, 1)).isCloseTo(Math.log(1.0 / 50), ALIKE);
    assertThat(model.logAtEnd(TEA, 0)).isCloseTo(Math.log(1.0 / 2_000 / 50), ALIKE);
  }

  @Test
  void each_question_has_an_answer_of_its_own_and_the_last_one_counts() {
    scan(GUM, 9);
    scan(TEA, 10);
    scan(GUM, 19);
    scan(GUM, 20);
    ScanModel model = model(10, 20, 30);
    assertThat(model.unasked()).extracting(Scan::atMicros).containsExactly(9L);
    assertThat(model.counts()).containsOnlyKeys(GUM).containsEntry(GUM, 1);
    assertThat(model.logAtEnd(TEA, 1))
        .as("scanned at first, forgotten then; the third question has no answer")
        .isCloseTo(Math.log(1.0 / 50), ALIKE);
    assertThat(model.logAtEnd(GUM, 1)).isZero();
    assertThat(model.logAtEnd(GUM, 0))
        .as("in two answers, and once unasked")
        .isCloseTo(2 * Math.log(1.0 / 2_000) + Math.log(1.0 / 5), ALIKE);
    assertThat(model.logAtEnd(GUM, 2))
        .as("one forgotten in each answer; unasked scans of fewer units say nothing then")
        .isCloseTo(2 * Math.log(1.0 / 50), ALIKE);
  }

  @Test
  void a_question_without_an_answer_changes_nothing() {
    scan(TEA, 5);
    ScanModel model = model(10);
    assertThat(model.isAnswered()).isFalse();
    assertThat(model.counts()).containsEntry(TEA, 1);
    assertThat(model.logAtEnd(TEA, 2)).isCloseTo(Math.log(1.0 / 20), ALIKE);
  }

  private void scan(Gtin gtin, long at) {
    scans.add(new Scan(gtin, at));
  }

  private ScanModel model(long... asked) {
    return new ScanModel(scans, LongStream.of(asked).boxed().toList());
  }
}
