package dev.loulan.cli.output;

import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The sentences of the command line, English or Chinese by the locale of the process. */
public final class Messages {
  public static final String BUNDLE = "dev.loulan.cli.messages";

  private static final ResourceBundle TEXTS = ResourceBundle.getBundle(BUNDLE, Locale.getDefault());

  private Messages() {}

  /** The text of a key, with {@code %s} and {@code %d} filled in. */
  public static String text(String key, @Nullable Object... values) {
    return String.format(Locale.ROOT, TEXTS.getString(key), values);
  }
}
