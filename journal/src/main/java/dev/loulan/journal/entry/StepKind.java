package dev.loulan.journal.entry;

/** What the weight alone says. */
public enum StepKind implements Coded {
  /** The plates became lighter. */
  TAKE(1),
  /** The plates became heavier. */
  RETURN(2),
  /** Samples are missing in between. */
  UNKNOWN(3);

  private final int code;

  StepKind(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
