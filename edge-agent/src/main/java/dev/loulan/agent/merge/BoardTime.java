package dev.loulan.agent.merge;

/**
 * A board's time as the shelf counts it: it never goes back. When the board's clock does, all that
 * follows is shifted by as much, so that time goes on and nothing waits for the clock to catch up.
 */
final class BoardTime {
  private static final long JITTER_MICROS = 5_000_000;
  private static final long RESENT_MICROS = 60_000_000;

  private final boolean followsJumps;
  private final long floorMicros;
  private long shiftMicros;
  private long untilMicros = Long.MIN_VALUE;

  private BoardTime(boolean followsJumps, long floorMicros, long shiftMicros) {
    this.followsJumps = followsJumps;
    this.floorMicros = floorMicros;
    this.shiftMicros = shiftMicros;
  }

  /** Of a feed that tells the time itself: what comes late takes the time reached. */
  static BoardTime ofFeed() {
    return new BoardTime(false, Long.MIN_VALUE, 0);
  }

  /**
   * Of a board with a clock that may be set.
   *
   * @param floorMicros what an earlier boot reached; frames from up to a minute before come again
   * @param shiftMicros by how much the other boards are shifted
   */
  static BoardTime ofClock(long floorMicros, long shiftMicros) {
    return new BoardTime(true, floorMicros, shiftMicros);
  }

  /** Takes the times of the next frame and returns when it was by the shelf's count. */
  long take(long atMicros, long lastMicros) {
    if (followsJumps) {
      long reached = untilMicros == Long.MIN_VALUE ? floorMicros : untilMicros;
      long jitter = untilMicros == Long.MIN_VALUE ? RESENT_MICROS : JITTER_MICROS;
      if (reached != Long.MIN_VALUE && atMicros + shiftMicros < reached - jitter) {
        // In whole milliseconds, so that a shifted time keeps what is below them.
        shiftMicros = Math.ceilDiv(reached - atMicros, 1_000L) * 1_000;
      }
    }
    long at = Math.max(atMicros + shiftMicros, untilMicros);
    untilMicros = Math.max(at, lastMicros + shiftMicros);
    return at;
  }

  /** How far the shelf's count is ahead of the board's clock. */
  long shiftMicros() {
    return shiftMicros;
  }

  /** Nothing before this follows from the board. */
  long untilMicros() {
    return untilMicros;
  }
}
