package dev.loulan.domain.text;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of one package, English or Chinese by the locale of the process: {@code
 * messages.properties} and {@code messages_zh.properties} beside a class. Any thread.
 */
public final class Sentences {
  private final Class<?> type;

  private Sentences(Class<?> type) {
    this.type = type;
  }

  /** The sentences in the package of a class. */
  public static Sentences beside(Class<?> type) {
    return new Sentences(type);
  }

  // Asked for each time, which is cached: a native program holds this object from where it was
  // built, and the language is that of where it runs.
  private ResourceBundle bundle() {
    return ResourceBundle.getBundle(
        type.getPackageName() + ".messages", Locale.getDefault(), type.getClassLoader());
  }

  /** The text of a key, with {@code %s} and {@code %d} filled in. */
  public String text(String key, @Nullable Object... values) {
    return String.format(Locale.ROOT, bundle().getString(key), values);
  }

  /** The text of a key that not every language has. */
  public Optional<String> find(String key) {
    return bundle().containsKey(key) ? Optional.of(bundle().getString(key)) : Optional.empty();
  }
}
