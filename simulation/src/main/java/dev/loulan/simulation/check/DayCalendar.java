package dev.loulan.simulation.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The shelf's business days, told independently of the agent. */
public record DayCalendar(ZoneId zone, LocalTime cutoff) {

  /** The last business day whose end is at or before a time. */
  public LocalDate lastDayOver(long atMicros) {
    var local = Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS).atZone(zone);
    LocalDate date = local.toLocalDate().plusDays(1);
    while (date.atTime(cutoff).atZone(zone).toInstant().isAfter(local.toInstant())) {
      date = date.minusDays(1);
    }
    return cutoff.isBefore(LocalTime.NOON) ? date.minusDays(1) : date;
  }

  /** The business day that a moment belongs to. */
  public LocalDate dayOf(long atMicros) {
    return lastDayOver(atMicros).plusDays(1);
  }
}
