package dev.loulan.contract.terms;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;

/** What a deciding party may change afterwards. {@link #word()} is the form used in documents. */
enum AdjustmentKind {
  /** A held sale is settled as the journal says. */
  RELEASE("release"),
  /** Goods of a sale were paid back. */
  REFUND("refund"),
  /** A review is answered: what the shopper took. */
  REVIEW("review");

  private final String word;

  AdjustmentKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static AdjustmentKind ofWord(String word) {
    for (AdjustmentKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new ContractException(ContractCode.MALFORMED, "No adjustment of kind '" + word + "'");
  }
}
