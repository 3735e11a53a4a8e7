package dev.loulan.clearing.text;

import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The sentences of this module by key and language. */
public final class Texts {
  private static final String BUNDLE = "dev.loulan.clearing.messages";

  private Texts() {}

  /** The text of a key in the language of the process, with {@code %s} and {@code %d} filled in. */
  public static String of(String key, @Nullable Object... values) {
    return in(Locale.getDefault(), key, values);
  }

  /** The text of a key in a language. */
  public static String in(Locale language, String key, @Nullable Object... values) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return String.format(Locale.ROOT, bundle.getString(key), values);
  }
}
