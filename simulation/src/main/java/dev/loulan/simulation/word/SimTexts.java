package dev.loulan.simulation.word;

import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of this word, English or Chinese by the locale of the process. */
final class SimTexts {
  static final String BUNDLE = "dev.loulan.simulation.messages";

  private static final ResourceBundle TEXTS = ResourceBundle.getBundle(BUNDLE, Locale.getDefault());

  private SimTexts() {}

  static String text(String key, Object... values) {
    return String.format(Locale.ROOT, TEXTS.getString(key), values);
  }
}
