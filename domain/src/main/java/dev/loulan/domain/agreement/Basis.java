package dev.loulan.domain.agreement;

/** The amount that the basis points divide. {@link #word()} is the form used in documents. */
public enum Basis {
  /** All that was sold for; the operator bears fee and tax. */
  GROSS("gross"),
  /** What remains after the payment fee and the tax. */
  AFTER_FEES("afterFees"),
  /** What remains after the payment fee, the tax and the supplier's cost prices. */
  PROFIT_AFTER_SUPPLIER_COST("profitAfterSupplierCost");

  private final String word;

  Basis(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static Basis ofWord(String word) {
    for (Basis basis : values()) {
      if (basis.word.equals(word)) {
        return basis;
      }
    }
    throw TermsException.invalid("No basis '" + word + "'");
  }
}
