package dev.loulan.domain.matching;

/** What the comparison found. {@link #word()} is the form used in documents. */
public enum CaseKind {
  /** One sale, one line, the same amount. */
  MATCHED("matched", false),
  /** No provider was involved; the operator holds the money. */
  COLLECTED_BY_OPERATOR("collectedByOperator", false),
  /** A sale that no bill line pays. */
  MISSING_AT_PROVIDER("missingAtProvider", true),
  /** A bill line that no sale explains. */
  MISSING_IN_JOURNAL("missingInJournal", false),
  /** Sale and line agree on the reference and not on the amount. */
  AMOUNT_DIFFERS("amountDiffers", true),
  /** A further line for a sale that an earlier line pays already. */
  DUPLICATE_LINE("duplicateLine", false),
  /** Several sales claim the same payment; each is held. */
  DUPLICATE_REFERENCE("duplicateReference", true);

  private final String word;
  private final boolean holdsSale;

  CaseKind(String word, boolean holdsSale) {
    this.word = word;
    this.holdsSale = holdsSale;
  }

  public String word() {
    return word;
  }

  /** Whether the sale waits and is not split until somebody decides. */
  public boolean holdsSale() {
    return holdsSale;
  }
}
