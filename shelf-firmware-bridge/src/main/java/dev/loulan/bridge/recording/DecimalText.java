package dev.loulan.bridge.recording;

/** Decimal numbers as text to whole numbers of a small unit, without floating point. */
final class DecimalText {
  /** What {@link #scaled} gives for text that is no number or does not fit. */
  static final long NONE = Long.MIN_VALUE;

  private DecimalText() {}

  /**
   * The number between two indexes times ten to the power of {@code digits}, rounded half away from
   * zero; {@link #NONE} when it is no plain decimal number.
   */
  static long scaled(String text, int from, int to, int digits) {
    int i = from;
    boolean negative = i < to && text.charAt(i) == '-';
    if (negative || (i < to && text.charAt(i) == '+')) {
      i++;
    }
    long value = 0;
    int seen = 0;
    int fraction = -1;
    boolean roundUp = false;
    for (; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.' && fraction < 0) {
        fraction = 0;
      } else if (c >= '0' && c <= '9') {
        seen++;
        if (fraction < digits) {
          if (value > 90_000_000_000_000_000L) {
            return NONE;
          }
          value = value * 10 + (c - '0');
          fraction += fraction >= 0 ? 1 : 0;
        } else if (fraction == digits) {
          roundUp = c >= '5';
          fraction++;
        }
      } else {
        return NONE;
      }
    }
    if (seen == 0) {
      return NONE;
    }
    for (int k = Math.max(fraction, 0); k < digits; k++) {
      if (value > 90_000_000_000_000_000L) {
        return NONE;
      }
      value *= 10;
    }
    value += roundUp ? 1 : 0;
    return negative ? -value : value;
  }

  static long scaled(String text, int digits) {
    String stripped = text.strip();
    return scaled(stripped, 0, stripped.length(), digits);
  }

  /** A whole number of {@code 10^-digits} as plain text, at least {@code keep} decimals. */
  static String text(long value, int digits, int keep) {
    java.math.BigDecimal decimal = java.math.BigDecimal.valueOf(value, digits).stripTrailingZeros();
    return decimal.setScale(Math.max(keep, decimal.scale())).toPlainString();
  }
}
