package dev.loulan.journal.entry;

/** How much an alert matters. */
public enum AlertLevel implements Coded {
  /** Worth knowing. */
  INFO(1),
  /** Someone should look. */
  WARNING(2),
  /** The shelf cannot sell as it should. */
  CRITICAL(3);

  private final int code;

  AlertLevel(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
