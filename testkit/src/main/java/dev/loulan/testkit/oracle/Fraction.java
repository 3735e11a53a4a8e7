package dev.loulan.testkit.oracle;

import java.math.BigInteger;

/** An exact fraction in lowest terms. */
record Fraction(BigInteger top, BigInteger bottom) implements Comparable<Fraction> {
  static final Fraction ZERO = of(0);

  static Fraction of(long whole) {
    return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  static Fraction of(long top, long bottom) {
    return reduced(BigInteger.valueOf(top), BigInteger.valueOf(bottom));
  }

  private static Fraction reduced(BigInteger top, BigInteger bottom) {
    BigInteger common = top.gcd(bottom).max(BigInteger.ONE);
    BigInteger sign = BigInteger.valueOf(bottom.signum());
    return new Fraction(top.divide(common).multiply(sign), bottom.divide(common).multiply(sign));
  }

  Fraction plus(Fraction other) {
    return reduced(
        top.multiply(other.bottom).add(other.top.multiply(bottom)), bottom.multiply(other.bottom));
  }

  Fraction minus(Fraction other) {
    return plus(other.negated());
  }

  Fraction times(Fraction other) {
    return reduced(top.multiply(other.top), bottom.multiply(other.bottom));
  }

  Fraction negated() {
    return new Fraction(top.negate(), bottom);
  }

  boolean isNegative() {
    return top.signum() < 0;
  }

  /** The largest whole number that is not above. */
  BigInteger floor() {
    BigInteger[] parts = top.divideAndRemainder(bottom);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  Fraction remainder() {
    return minus(new Fraction(floor(), BigInteger.ONE));
  }

  @Override
  public int compareTo(Fraction other) {
    return top.multiply(other.bottom).compareTo(other.top.multiply(bottom));
  }
}
