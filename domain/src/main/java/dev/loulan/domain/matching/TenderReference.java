package dev.loulan.domain.matching;

/** A payment as its provider names it; unique within a merchant. */
public record TenderReference(String provider, String merchant, String reference)
    implements Comparable<TenderReference> {

  /** The provider's name where the operator empties a cash box and reports what was in it. */
  public static final String CASH = "cash";

  public boolean isCash() {
    return provider.equals(CASH);
  }

  @Override
  public int compareTo(TenderReference other) {
    int byProvider = provider.compareTo(other.provider);
    int byMerchant = merchant.compareTo(other.merchant);
    if (byProvider != 0) {
      return byProvider;
    }
    return byMerchant != 0 ? byMerchant : reference.compareTo(other.reference);
  }
}
