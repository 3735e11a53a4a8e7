package dev.loulan.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDayTest {
  @Test
  void a_clock_that_begins_at_1970_west_of_greenwich_names_a_day_before() {
    assertThat(new BusinessDay("1969-12-31").plusDays(1)).isEqualTo(new BusinessDay("1970-01-01"));
    assertThat(new BusinessDay("1969-12-30").date()).isEqualTo("1969-12-30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-29", "2026-02-29", "2026-1-1", "monday", "", "10000-01-01"})
  void what_no_clock_names_is_refused(String text) {
    assertThatThrownBy(() -> new BusinessDay(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
