package dev.loulan.journal.entry;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** What a field may hold; each check names the field and what was found. */
final class Check {

  private Check() {}

  static void notNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + " is not negative, found " + value);
    }
  }

  static void positive(String field, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + " is at least 1, found " + value);
    }
  }

  static void ppm(String field, long value) {
    if (value < 0 || value > 1_000_000) {
      throw new IllegalArgumentException(field + " is 0 to 1000000 ppm, found " + value);
    }
  }

  static void text(String field, String value) {
    if (value.isEmpty() || value.length() > 200) {
      throw new IllegalArgumentException(
          field + " has 1 to 200 characters, found " + value.length());
    }
  }

  static void name(String field, String value) {
    text(field, value);
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '+' && c != '/')) {
      throw new IllegalArgumentException(
          field + " is printable ASCII without blank, plus and slash, found '" + value + "'");
    }
  }

  static void length(String field, Bytes value, int length) {
    if (value.length() != length) {
      throw new IllegalArgumentException(
          field + " has " + length + " bytes, found " + value.length());
    }
  }

  static void currency(String field, String value) {
    if (value.length() != 3 || !value.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException(
          field + " is three capital letters (ISO 4217), found '" + value + "'");
    }
  }

  static void day(String field, String value) {
    try {
      if (value.length() == 10 && LocalDate.parse(value).toString().equals(value)) {
        return;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(field + " is an ISO date, found '" + value + "'", e);
    }
    throw new IllegalArgumentException(field + " is an ISO date, found '" + value + "'");
  }
}
