package dev.loulan.journal.entry;

/**
 * A business day, or a range of days, ended; every sale since the day close before belongs to it.
 *
 * <p>The agent makes it with {@link #draft}; the journal fills in counts and sum.
 *
 * @param fromDay first day as ISO date; the same as {@code toDay} unless the clock was untrusted
 * @param toDay last day as ISO date
 * @param offsetSeconds local time minus UTC at the cut-off
 * @param sales sales since the day close before
 * @param reviewsOpened reviews opened since the day close before
 * @param sumMinor sum of those sales in minor units
 * @param currency ISO 4217
 */
public record DayClose(
    String fromDay,
    String toDay,
    long offsetSeconds,
    long sales,
    long reviewsOpened,
    long sumMinor,
    String currency)
    implements Body {

  public DayClose {
    Check.day("fromDay", fromDay);
    Check.day("toDay", toDay);
    Check.currency("currency", currency);
    if (fromDay.compareTo(toDay) > 0) {
      throw new IllegalArgumentException(
          "A day close ends on or after its first day: " + fromDay + " to " + toDay);
    }
  }

  /** A day close whose counts and sum the journal still has to fill in. */
  public static DayClose draft(String fromDay, String toDay, long offsetSeconds, String currency) {
    return new DayClose(fromDay, toDay, offsetSeconds, 0, 0, 0, currency);
  }

  DayClose counted(long saleCount, long reviewCount, long sum) {
    return new DayClose(fromDay, toDay, offsetSeconds, saleCount, reviewCount, sum, currency);
  }

  @Override
  public EntryType type() {
    return EntryType.DAY_CLOSE;
  }
}
