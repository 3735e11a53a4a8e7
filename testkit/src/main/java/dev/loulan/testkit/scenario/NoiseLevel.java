package dev.loulan.testkit.scenario;

import java.util.Locale;

/** How noisy the cells are, against what was recorded. */
public enum NoiseLevel {
  LOW,
  MIDDLE,
  HIGH;

  /** As the parameters and the tables write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
