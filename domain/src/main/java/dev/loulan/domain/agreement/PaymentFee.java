package dev.loulan.domain.agreement;

import dev.loulan.domain.BasisPoints;

/**
 * What the payment provider keeps of a sale.
 *
 * @param rate of the sale's gross amount
 * @param fixedMinor a sale, in minor units
 */
public record PaymentFee(BasisPoints rate, long fixedMinor) {

  public static final PaymentFee NONE = new PaymentFee(new BasisPoints(0), 0);

  /** Checks that the fixed part is not negative. */
  public PaymentFee {
    if (fixedMinor < 0) {
      throw TermsException.invalid("A payment fee is not negative, found " + fixedMinor);
    }
  }

  public boolean isNone() {
    return rate.value() == 0 && fixedMinor == 0;
  }
}
