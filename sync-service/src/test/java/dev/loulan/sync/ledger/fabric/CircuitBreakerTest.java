package dev.loulan.sync.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.sync.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private final CircuitBreaker breaker = new CircuitBreaker(() -> now);

  @Test
  void four_failures_in_a_row_change_nothing_and_a_success_begins_the_count_anew() {
    fail(4);
    breaker.succeeded();
    fail(4);
    assertThat(breaker.isOpen()).isFalse();
    assertCalls();
  }

  @Test
  void after_five_failures_calls_end_at_once_with_the_last_reason_until_the_rest_is_over() {
    fail(5);
    assertThat(breaker.isOpen()).isTrue();
    assertThatThrownBy(breaker::requireClosed)
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessageContaining("failure 5");
    now = now.plusMillis(999);
    assertRests();
    now = now.plusMillis(1);
    assertCalls();
  }

  @Test
  void one_caller_tries_after_a_rest_and_the_others_wait_for_what_it_finds() {
    fail(5);
    now = now.plusSeconds(1);
    assertCalls();
    assertRests();
    breaker.succeeded();
    assertCalls();
    assertCalls();
  }

  @Test
  void each_further_failure_doubles_the_rest_up_to_half_a_minute() {
    fail(5);
    for (int seconds : List.of(1, 2, 4, 8, 16, 30, 30)) {
      now = now.plus(Duration.ofSeconds(seconds)).minusMillis(1);
      assertRests();
      now = now.plusMillis(1);
      assertCalls();
      breaker.failed("again");
    }
  }

  @Test
  void a_caller_that_never_comes_back_does_not_close_the_way_for_good() {
    fail(5);
    now = now.plusSeconds(1);
    assertCalls();
    now = now.plusSeconds(2);
    assertCalls();
  }

  private void fail(int times) {
    for (int i = 1; i <= times; i++) {
      breaker.failed("failure " + i);
    }
  }

  private void assertCalls() {
    assertThatCode(breaker::requireClosed).doesNotThrowAnyException();
  }

  private void assertRests() {
    assertThatThrownBy(breaker::requireClosed).isInstanceOf(LedgerUnavailableException.class);
  }
}
