package dev.loulan.benchmarks.word;

import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of this module, English or Chinese by the locale of the process. */
final class BenchTexts {
  static final String BUNDLE = "dev.loulan.benchmarks.messages";

  private static final ResourceBundle TEXTS = ResourceBundle.getBundle(BUNDLE, Locale.getDefault());

  private BenchTexts() {}

  static String text(String key, Object... values) {
    return String.format(Locale.ROOT, TEXTS.getString(key), values);
  }
}
