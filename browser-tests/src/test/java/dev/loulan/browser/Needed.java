package dev.loulan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine: without it, a skip with words, and a failure where {@code
 * CI=true}.
 */
final class Needed {
  private Needed() {}

  static void orSkip(boolean there, String what) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("this test needs %s", what).isTrue();
    }
    Assumptions.assumeTrue(there, "skipped: this test needs " + what);
  }
}
