package dev.loulan.domain;

/**
 * An amount in minor units of one currency. Arithmetic is exact: it throws {@link
 * ArithmeticException} rather than overflow, and {@link IllegalArgumentException} rather than mix
 * currencies.
 */
public record Money(long minor, Currency currency) {

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  public Money plus(Money other) {
    requireSameCurrency(other);
    return new Money(Math.addExact(minor, other.minor), currency);
  }

  public Money minus(Money other) {
    requireSameCurrency(other);
    return new Money(Math.subtractExact(minor, other.minor), currency);
  }

  public Money times(long quantity) {
    return new Money(Math.multiplyExact(minor, quantity), currency);
  }

  private void requireSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Cannot reckon " + currency + " with " + other.currency + ": convert one first");
    }
  }

  @Override
  public String toString() {
    return minor + " " + currency;
  }
}
