package dev.loulan.journal.entry;

/** Who said what time it is. */
public enum TimeSource implements Coded {
  /** The battery-backed clock of the controller. */
  RTC(1),
  /** A network time service. */
  NTP(2),
  /** The server, signed. */
  SERVER(3),
  /** A person at the device. */
  OPERATOR(4);

  private final int code;

  TimeSource(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
