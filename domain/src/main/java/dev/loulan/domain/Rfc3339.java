package dev.loulan.domain;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as documents write them, with their offset from UTC; no time zone is looked up. */
public final class Rfc3339 {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private Rfc3339() {}

  /** Microseconds since the Unix epoch; none for a text that is no such time. */
  public static Optional<Long> micros(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return Optional.of(
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
              instant.getNano() / 1_000));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
