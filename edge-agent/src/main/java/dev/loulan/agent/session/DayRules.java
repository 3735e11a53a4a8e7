package dev.loulan.agent.session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When business days end. A cut-off before noon ends the day before, any other its own: 00:00 and
 * 04:00 of the 2nd end the 1st, 22:00 of the 2nd ends the 2nd.
 */
record DayRules(ZoneId zone, int cutoffSecondOfDay) {
  private static final int NOON = 43_200;

  /** The first cut-off after a time, micros since the Unix epoch. */
  long cutoffAfter(long atMicros) {
    LocalDate date = at(atMicros).toLocalDate();
    long cutoff = cutoffOn(date.minusDays(1));
    for (int i = 0; cutoff <= atMicros; i++) {
      cutoff = cutoffOn(date.plusDays(i));
    }
    return cutoff;
  }

  /** The last cut-off at or before a time. */
  long cutoffBefore(long atMicros) {
    LocalDate date = at(atMicros).toLocalDate().plusDays(1);
    long cutoff = cutoffOn(date);
    for (int i = 1; cutoff > atMicros; i++) {
      cutoff = cutoffOn(date.minusDays(i));
    }
    return cutoff;
  }

  /** The day that ends with a cut-off. */
  LocalDate dayEndedBy(long cutoffMicros) {
    LocalDate date = at(cutoffMicros).toLocalDate();
    return cutoffSecondOfDay < NOON ? date.minusDays(1) : date;
  }

  /** The cut-off that ends a day. */
  long cutoffOf(LocalDate day) {
    return cutoffOn(cutoffSecondOfDay < NOON ? day.plusDays(1) : day);
  }

  /** Local time minus UTC. */
  int offsetSeconds(long atMicros) {
    return at(atMicros).getOffset().getTotalSeconds();
  }

  private long cutoffOn(LocalDate date) {
    ZonedDateTime at = ZonedDateTime.of(date, LocalTime.ofSecondOfDay(cutoffSecondOfDay), zone);
    return at.toEpochSecond() * 1_000_000;
  }

  private ZonedDateTime at(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)).atZone(zone);
  }
}
