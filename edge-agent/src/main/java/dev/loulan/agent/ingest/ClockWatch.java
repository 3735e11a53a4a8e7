package dev.loulan.agent.ingest;

import dev.loulan.agent.session.Input;

/**
 * Whether the times that boards tell can be believed: the server agreed with the clock, and since
 * then it went on as the monotonic clock did. A clock that was set, forward or back, is believed
 * again once it fits, or the server was asked anew. One thread.
 */
final class ClockWatch {
  private static final long TOLERANCE_MICROS = 60_000_000;
  private static final long DRIFT = 5_000; // both clocks together, at worst: 200 ppm

  private boolean agreed;
  private long serverMicros;
  private long atNanos;
  private long shiftThen;
  private long shiftMicros;

  /** The server told its time. */
  void compared(Input.ClockCompared with) {
    agreed = with.agrees();
    serverMicros = with.serverMicros();
    atNanos = with.atNanos();
    shiftThen = shiftMicros;
  }

  /** The verdict of the last comparison. */
  boolean agreed() {
    return agreed;
  }

  /**
   * Whether a board's time is to be believed.
   *
   * @param wallMicros by the board's clock
   * @param shift changes when the clock is set back
   * @param nowNanos of the monotonic clock
   */
  boolean believes(long wallMicros, long shift, long nowNanos) {
    shiftMicros = shift;
    long passed = (nowNanos - atNanos) / 1_000;
    long off = wallMicros - (serverMicros + passed);
    long tolerance = TOLERANCE_MICROS + passed / DRIFT;
    // Frames may come late, so a time in the past says nothing; but after the clock was set, it
    // must be the right one.
    boolean believed = agreed && off <= tolerance && (shift == shiftThen || off >= -tolerance);
    if (believed) {
      shiftThen = shift;
    }
    return believed;
  }
}
