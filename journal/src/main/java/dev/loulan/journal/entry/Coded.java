package dev.loulan.journal.entry;

import java.util.Locale;

/** A word of a closed set that the format writes as a number. */
public interface Coded {

  /** The number in the format; never changes. */
  int code();

  /** The constant's name. */
  String name();

  /** The word as dumps write it: {@code EPOCH_OPENED} is {@code epochOpened}. */
  default String word() {
    StringBuilder word = new StringBuilder();
    for (String part : name().toLowerCase(Locale.ROOT).split("_", -1)) {
      word.append(
          word.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return word.toString();
  }
}
