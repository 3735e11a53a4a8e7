package dev.loulan.journal.entry;

/** How a session ended. */
public enum Outcome implements Coded {
  /** A sale entry follows from it and nothing is open. */
  SALE(1),
  /** At least one review was opened. */
  REVIEW(2),
  /** Nothing was taken. */
  NOTHING(3),
  /** Goods were delivered. */
  RESTOCK(4);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
