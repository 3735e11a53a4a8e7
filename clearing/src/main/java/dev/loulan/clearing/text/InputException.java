package dev.loulan.clearing.text;

import org.jspecify.annotations.Nullable;

/**
 * A file that was handed in is wrong at one place; nothing was booked. The message names file, line
 * and column, what was found and what to do.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final transient Place place;

  private InputException(Place place, String key, String sentence) {
    super(sentence);
    this.place = place;
    this.key = key;
  }

  /**
   * The key's sentence about a place.
   *
   * @param values fill the sentence
   */
  public static InputException at(Place place, String key, @Nullable Object... values) {
    return new InputException(place, key, place.text() + ": " + Texts.of(key, values));
  }

  /** Which sentence it is. */
  public String key() {
    return key;
  }

  public Place place() {
    return place;
  }
}
