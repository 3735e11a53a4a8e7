package dev.loulan.inference.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TurnTest {
  @Test
  void is_the_cosine_and_the_sine_to_the_fourteenth_digit() {
    Turn turn = new Turn();
    for (int i = -4_000; i <= 4_000; i++) {
      double angle = i / 1_000.0;
      turn.set(angle);
      assertThat(turn.cosine()).isCloseTo(StrictMath.cos(angle), within(1e-14));
      assertThat(turn.sine()).isCloseTo(StrictMath.sin(angle), within(1e-14));
    }
  }
}
