package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.journal.entry.DayClose;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When days are closed, whatever calendar and clock do. */
final class BusinessDaysTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;

  @ParameterizedTest(name = "{0}, cut-off {1}, {2}")
  @CsvSource({
    // The leap day is a day as any other.
    "UTC,                00:00, 2028-02-27, 5",
    "Asia/Shanghai,      04:00, 2028-02-27, 5",
    // At 02:30 there is no such time on 29 March, and twice on 25 October.
    "Europe/Berlin,      02:30, 2026-03-27, 5",
    "Europe/Berlin,      02:30, 2026-10-23, 5",
    "Europe/Berlin,      00:00, 2026-03-27, 5",
    "Europe/Berlin,      22:00, 2026-10-23, 5",
    // Half an hour of summer time; midnight that does not exist; a date that was left out.
    "Australia/Lord_Howe, 02:15, 2026-04-03, 5",
    "Africa/Cairo,        00:00, 2026-04-22, 5",
    "Pacific/Apia,        00:00, 2011-12-27, 6",
    // Over the end of a year.
    "America/New_York,    03:00, 2026-12-29, 6"
  })
  void each_day_is_closed_once_right_after_its_cut_off(
      String zone, LocalTime cutoff, LocalDate from, int days) {
    ZoneId of = ZoneId.of(zone);
    DayRules rules = new DayRules(of, cutoff.toSecondOfDay());
    long begin = micros(from.atTime(12, 0).atZone(of));
    BusinessDays business = business(of, cutoff, from.minusDays(1).toString());
    List<DayClose> closes = new ArrayList<>();
    long minute = 60 * SECOND;
    long before = begin;
    for (long at = begin; closes.size() < days; at += minute) {
      Optional<DayClose> close = business.due(at, false, true);
      if (close.isPresent()) {
        long passed = rules.cutoffBefore(at);
        assertThat(passed)
            .as("closed within a minute")
            .isGreaterThan(before)
            .isLessThanOrEqualTo(at);
        assertThat(close.get().offsetSeconds()).isEqualTo(rules.offsetSeconds(passed));
        closes.add(close.get());
      }
      before = at;
    }
    assertFollowEachOther(closes, from);
  }

  @Test
  void whatever_zone_and_pace_no_day_is_left_out_or_closed_twice() {
    long seed = Long.getLong("loulan.seed", new SplittableRandom().nextLong());
    System.out.println("BusinessDaysTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    for (int round = 0; round < 300; round++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      LocalTime cutoff = LocalTime.ofSecondOfDay(random.nextInt(96) * 900L);
      LocalDate first = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1_500));
      String what = "seed " + seed + ", " + zone + " " + cutoff + " from " + first;
      BusinessDays business = business(zone, cutoff, first.minusDays(1).toString());
      long at = micros(first.atTime(12, 0).atZone(zone));
      long end = at + 60 * 24 * HOUR;
      LocalDate due = first;
      long trustedFrom = 0;
      while (at < end) {
        at += random.nextLong(1, 5 * HOUR);
        if (random.nextInt(40) == 0) {
          trustedFrom = at + random.nextLong(80 * HOUR);
        }
        boolean session = random.nextInt(4) == 0;
        Optional<DayClose> close = business.due(at, session, at >= trustedFrom);
        if (close.isPresent()) {
          assertThat(at).as(what).isGreaterThanOrEqualTo(trustedFrom);
          assertThat(close.get().fromDay()).as(what).isEqualTo(due.toString());
          due = LocalDate.parse(close.get().toDay()).plusDays(1);
          LocalDate local = ZonedDateTime.ofInstant(instant(at), zone).toLocalDate();
          assertThat(due).as(what).isBeforeOrEqualTo(local.plusDays(1));
        }
      }
      assertThat(due).as(what).isAfter(first.plusDays(40));
    }
  }

  @Test
  void a_session_over_the_cut_off_holds_the_close_up_for_two_hours_and_no_longer() {
    BusinessDays business = business(ZoneId.of("UTC"), LocalTime.MIDNIGHT, "2026-03-09");
    long midnight = micros(LocalDate.of(2026, 3, 11).atStartOfDay(ZoneId.of("UTC")));
    assertThat(business.due(midnight - SECOND, true, true)).isEmpty();
    assertThat(business.due(midnight, true, true)).isEmpty();
    assertThat(business.due(midnight + 2 * HOUR, true, true)).isEmpty();
    assertThat(business.due(midnight + 2 * HOUR + 1, true, true))
        .hasValueSatisfying(close -> assertThat(close.toDay()).isEqualTo("2026-03-10"));
    assertThat(business.due(midnight + 3 * HOUR, false, true)).isEmpty();
  }

  @Test
  void days_without_a_confirmed_clock_are_named_as_one_range_once_it_is_confirmed() {
    BusinessDays business = business(ZoneId.of("Asia/Shanghai"), LocalTime.of(4, 0), "2026-02-25");
    long at = micros(LocalDate.of(2026, 2, 26).atTime(12, 0).atZone(ZoneId.of("Asia/Shanghai")));
    for (int hour = 0; hour < 100; hour++) {
      assertThat(business.due(at + hour * HOUR, false, false)).isEmpty();
    }
    DayClose close = business.due(at + 100 * HOUR, false, true).orElseThrow();
    assertThat(close.fromDay() + " " + close.toDay()).isEqualTo("2026-02-26 2026-03-01");
    assertThat(close.offsetSeconds()).isEqualTo(8 * 3_600);
  }

  @ParameterizedTest(name = "{0} days")
  @CsvSource({"30", "-30", "-20000"})
  void a_clock_that_is_wrong_and_not_confirmed_closes_nothing_and_a_right_one_goes_on(long days) {
    BusinessDays business = business(ZoneId.of("UTC"), LocalTime.MIDNIGHT, "2026-03-09");
    long noon = micros(LocalDate.of(2026, 3, 10).atTime(12, 0).atZone(ZoneId.of("UTC")));
    for (int minute = 0; minute < 3_000; minute++) {
      assertThat(business.due(noon + days * 24 * HOUR + minute * 60L * SECOND, false, false))
          .isEmpty();
    }
    assertThat(business.due(noon, false, true)).isEmpty();
    assertThat(business.due(noon + 12 * HOUR, false, true))
        .hasValueSatisfying(close -> assertThat(close.toDay()).isEqualTo("2026-03-10"));
  }

  private static void assertFollowEachOther(List<DayClose> closes, LocalDate from) {
    LocalDate due = from;
    for (DayClose close : closes) {
      assertThat(close.fromDay()).isEqualTo(due.toString());
      due = LocalDate.parse(close.toDay()).plusDays(1);
    }
    long days = Duration.between(from.atStartOfDay(), due.atStartOfDay()).toDays();
    // A date that a zone left out has no cut-off of its own and goes with the next.
    assertThat(days).isBetween((long) closes.size(), closes.size() + 1L);
  }

  private static BusinessDays business(ZoneId zone, LocalTime cutoff, String lastDay) {
    return new BusinessDays(new ShelfSettings(zone, cutoff.toSecondOfDay(), "USD", false), lastDay);
  }

  private static long micros(ZonedDateTime at) {
    return at.toEpochSecond() * SECOND;
  }

  private static java.time.Instant instant(long micros) {
    return java.time.Instant.ofEpochSecond(micros / SECOND);
  }
}
