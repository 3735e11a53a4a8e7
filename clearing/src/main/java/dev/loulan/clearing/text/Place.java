package dev.loulan.clearing.text;

import java.util.Locale;

/**
 * A place in a file.
 *
 * @param file its name as the person gave it
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1: of the character in text, of the field in a table; 0 where the line is
 *     meant
 * @param name of the table's column, or nothing
 */
public record Place(String file, long line, long column, String name) {

  public static Place of(String file) {
    return new Place(file, 0, 0, "");
  }

  public static Place at(String file, long line, long column) {
    return new Place(file, line, column, "");
  }

  String text(Locale language) {
    if (line == 0) {
      return file;
    }
    if (column == 0) {
      return Texts.in(language, "place.line", file, line);
    }
    return name.isEmpty()
        ? Texts.in(language, "place.column", file, line, column)
        : Texts.in(language, "place.named", file, line, column, name);
  }
}
