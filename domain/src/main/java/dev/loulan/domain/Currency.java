package dev.loulan.domain;

/**
 * An ISO 4217 alphabetic code, as the parties wrote it. How many minor units make a major one is a
 * matter of display ({@link java.util.Currency}); no calculation needs it.
 */
public record Currency(String code) {

  /**
   * @throws IllegalArgumentException unless the code is three letters A to Z
   */
  public Currency {
    if (code.length() != 3 || !code.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException(
          "A currency is an ISO 4217 code of three letters A to Z, found '" + code + "'");
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
