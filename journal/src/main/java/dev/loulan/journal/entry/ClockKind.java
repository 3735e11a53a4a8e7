package dev.loulan.journal.entry;

/** What tells the time of a run. */
public enum ClockKind implements Coded {
  /** The machine's clock. */
  REAL(1),
  /** The feed, in demo and replay; a production ledger refuses such a journal. */
  SIMULATED(2);

  private final int code;

  ClockKind(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
