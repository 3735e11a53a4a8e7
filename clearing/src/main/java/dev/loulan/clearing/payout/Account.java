package dev.loulan.clearing.payout;

import java.math.BigInteger;

/**
 * A bank account as its owner gave it in its own profile.
 *
 * @param iban without blanks
 * @param bic of the bank, 8 or 11 characters
 */
public record Account(String name, String iban, String bic) {
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
  private static final int MAX_NAME = 140;

  /**
   * Checks form and check digits (ISO 13616, ISO 9362).
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public Account {
    iban = iban.replace(" ", "");
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("An account's owner has a name of 1 to 140 characters");
    }
    if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}") || !remainderIsOne(iban)) {
      throw new IllegalArgumentException("'" + iban + "' is no IBAN: its check digits do not fit");
    }
    if (!bic.matches("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")) {
      throw new IllegalArgumentException("'" + bic + "' is no BIC of 8 or 11 characters");
    }
  }

  private static boolean remainderIsOne(String iban) {
    StringBuilder digits = new StringBuilder();
    String rotated = iban.substring(4) + iban.substring(0, 4);
    rotated.chars().forEach(c -> digits.append(Character.digit(c, 36)));
    return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
  }
}
