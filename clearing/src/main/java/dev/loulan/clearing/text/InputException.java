package dev.loulan.clearing.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file that was handed in is wrong at one place; nothing was booked. The message names file, line
 * and column, what was found and what to do.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final transient Place place;
  private final transient @Nullable Object[] values;

  private InputException(Place place, String key, @Nullable Object... values) {
    super(sentence(Locale.getDefault(), place, key, values));
    this.place = place;
    this.key = key;
    this.values = values.clone();
  }

  /**
   * The key's sentence about a place.
   *
   * @param values fill the sentence
   */
  public static InputException at(Place place, String key, @Nullable Object... values) {
    return new InputException(place, key, values);
  }

  /** What the message says, in a language. */
  public String sentence(Locale language) {
    return sentence(language, place, key, values);
  }

  private static String sentence(
      Locale language, Place place, String key, @Nullable Object... values) {
    return place.text(language) + ": " + Texts.in(language, key, values);
  }

  /** Which sentence it is. */
  public String key() {
    return key;
  }

  public Place place() {
    return place;
  }
}
