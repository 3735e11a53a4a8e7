package dev.loulan.domain;

import java.util.ArrayList;
import java.util.List;

/** A calendar month, {@code YYYY-MM}, with all its days. */
public record Month(List<BusinessDay> days) {

  /**
   * Reads a month.
   *
   * @throws IllegalArgumentException unless it is one
   */
  public static Month of(String text) {
    List<BusinessDay> days = new ArrayList<>();
    for (int day = 1; day <= 31; day++) {
      String date = text + (day < 10 ? "-0" : "-") + day;
      if (day <= 28 || exists(date)) {
        days.add(new BusinessDay(date));
      }
    }
    return new Month(List.copyOf(days));
  }

  private static boolean exists(String date) {
    try {
      return new BusinessDay(date).date().equals(date);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public BusinessDay lastDay() {
    return days.getLast();
  }

  @Override
  public String toString() {
    return lastDay().date().substring(0, 7);
  }
}
