package dev.loulan.domain;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * A shelf's business day as its day close names it: a calendar date, {@code YYYY-MM-DD}. No time
 * zone is attached; the device decided that when it wrote the day close.
 */
public record BusinessDay(String date) implements Comparable<BusinessDay> {
  /** Where a clock begins at 1970 and its shelf stands far west and has a cut-off after noon. */
  private static final String FIRST = "1969-12-30";

  /**
   * @throws IllegalArgumentException unless the text is an existing date from 30 December 1969 to
   *     the year 9999
   */
  public BusinessDay {
    if (date.length() != 10 || date.compareTo(FIRST) < 0 || !exists(date)) {
      throw new IllegalArgumentException(
          "A business day is an existing date YYYY-MM-DD, found '" + date + "'");
    }
  }

  /** The calendar day that many days later. */
  public BusinessDay plusDays(long days) {
    return new BusinessDay(LocalDate.parse(date).plusDays(days).toString());
  }

  private static boolean exists(String date) {
    try {
      return LocalDate.parse(date).toString().equals(date);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  @Override
  public int compareTo(BusinessDay other) {
    return date.compareTo(other.date);
  }

  @Override
  public String toString() {
    return date;
  }
}
