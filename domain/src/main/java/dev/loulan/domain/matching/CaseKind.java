package dev.loulan.domain.matching;

/** What the comparison found. {@link #word()} is the form used in documents. */
public enum CaseKind {
  /** One sale, one line, the same amount, billed on the day of the sale. */
  MATCHED("matched"),
  /** As matched, on the bill of a later day; settles as the day it was sold. */
  LATE("late"),
  /** As matched, on the bill of an earlier day; settles as the day it was sold. */
  EARLY("early"),
  /** No provider was involved; the operator holds the money. */
  COLLECTED_BY_OPERATOR("collectedByOperator"),
  /** A sale that no bill line pays. */
  MISSING_AT_PROVIDER("missingAtProvider"),
  /** A bill line that no sale explains. */
  MISSING_IN_JOURNAL("missingInJournal"),
  /** A bill line whose session waits for a person to say what was taken. */
  REVIEW("review"),
  /** Sale and line agree on the reference and not on the amount. */
  AMOUNT_DIFFERS("amountDiffers"),
  /** A further line for a sale that an earlier line pays already. */
  DUPLICATE_LINE("duplicateLine"),
  /** Several sales claim the same payment; each is held. */
  DUPLICATE_REFERENCE("duplicateReference");

  private final String word;

  CaseKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether the sale waits and is not split until somebody decides. */
  public boolean holdsSale() {
    return switch (this) {
      case MISSING_AT_PROVIDER, AMOUNT_DIFFERS, DUPLICATE_REFERENCE -> true;
      case MATCHED,
          LATE,
          EARLY,
          COLLECTED_BY_OPERATOR,
          MISSING_IN_JOURNAL,
          REVIEW,
          DUPLICATE_LINE ->
          false;
    };
  }

  /** Whether the sale settles and a reader still wants to see why it is listed. */
  public boolean isWorthTelling() {
    return this == LATE || this == EARLY;
  }
}
