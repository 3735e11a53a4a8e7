package dev.loulan.server.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;

/** Money, weights and times as people of one language read them. */
public record Formats(Locale locale) {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Minor units as an amount with its currency. */
  public String money(long minor, String currency) {
    try {
      Currency unit = Currency.getInstance(currency);
      int digits = Math.max(0, unit.getDefaultFractionDigits());
      NumberFormat format = NumberFormat.getCurrencyInstance(locale);
      format.setCurrency(unit);
      format.setMinimumFractionDigits(digits);
      format.setMaximumFractionDigits(digits);
      return format.format(BigDecimal.valueOf(minor, digits));
    } catch (IllegalArgumentException e) {
      return minor + " " + currency;
    }
  }

  /** Ten-thousandths of a minor unit, exactly: {@code 180.0000}. */
  public String exact(long tenThousandths) {
    return BigDecimal.valueOf(tenThousandths, 4).toPlainString();
  }

  /** Milligrams as grams with one decimal. */
  public String grams(long weightMg) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return format.format(BigDecimal.valueOf(weightMg, 3));
  }

  /** Parts per million as a percentage with one decimal, never rounded up to 100. */
  public String percent(long ppm) {
    long tenths = ppm / 1_000;
    return tenths / 10 + "." + tenths % 10 + " %";
  }

  public String clock(long atMicros, ZoneId zone) {
    return CLOCK.withZone(zone).format(instant(atMicros));
  }

  public String moment(long atMicros, ZoneId zone) {
    return MOMENT.withZone(zone).format(instant(atMicros));
  }

  private static Instant instant(long atMicros) {
    return Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
  }
}
