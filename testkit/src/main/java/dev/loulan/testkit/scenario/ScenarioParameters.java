package dev.loulan.testkit.scenario;

import dev.loulan.testkit.chance.Chance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The numbers of {@code scenarios.properties}. */
final class ScenarioParameters {
  private final Properties values = new Properties();

  ScenarioParameters() {
    try (InputStream in = ScenarioParameters.class.getResourceAsStream("scenarios.properties")) {
      if (in == null) {
        throw new IllegalStateException("scenarios.properties is missing beside its reader");
      }
      values.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double number(String key) {
    return Double.parseDouble(text(key));
  }

  int whole(String key) {
    return Integer.parseInt(text(key));
  }

  /** A value between the two that the key names. */
  double between(String key, Chance chance) {
    String[] ends = text(key).split(" ", -1);
    double from = Double.parseDouble(ends[0]);
    return from + (Double.parseDouble(ends[1]) - from) * chance.unit();
  }

  long micros(String key, Chance chance) {
    return Math.round(between(key, chance) * 1e6);
  }

  long milligrams(String key, Chance chance) {
    return Math.round(between(key, chance) * 1e3);
  }

  private String text(String key) {
    String text = values.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("scenarios.properties lacks " + key);
    }
    return text.strip();
  }
}
