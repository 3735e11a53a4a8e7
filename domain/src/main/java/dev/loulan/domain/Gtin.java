package dev.loulan.domain;

/**
 * A Global Trade Item Number as the catalogue writes it.
 *
 * <p>The text is kept as written, because receipts and other systems quote it; {@link #isValid()}
 * tells whether it is a GTIN-8, -12, -13 or -14 with a right check digit (GS1 General
 * Specifications, section 7.9). A catalogue may hold codes that are no GTIN; they identify a
 * product all the same.
 */
public record Gtin(String value) implements Comparable<Gtin> {

  /** Longest code accepted; a GTIN-14 has 14 digits, in-house codes may be longer. */
  public static final int MAX_LENGTH = 48;

  /**
   * @throws IllegalArgumentException when the code is empty, longer than {@link #MAX_LENGTH} or
   *     holds a blank or control character
   */
  public Gtin {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A product code has 1 to " + MAX_LENGTH + " characters, found " + value.length());
    }
    if (value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new IllegalArgumentException(
          "A product code holds no blank or control character: '" + value + "'");
    }
  }

  /** Whether this is a GTIN of 8, 12, 13 or 14 digits whose check digit is right. */
  public boolean isValid() {
    return hasGtinLength()
        && value.chars().allMatch(c -> c >= '0' && c <= '9')
        && checkDigitIsRight();
  }

  private boolean hasGtinLength() {
    int length = value.length();
    return length == 8 || length == 12 || length == 13 || length == 14;
  }

  private boolean checkDigitIsRight() {
    int sum = 0;
    for (int i = value.length() - 1, weight = 1; i >= 0; i--, weight = 4 - weight) {
      sum += (value.charAt(i) - '0') * weight;
    }
    return sum % 10 == 0;
  }

  @Override
  public int compareTo(Gtin other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
