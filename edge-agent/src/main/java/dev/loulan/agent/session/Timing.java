package dev.loulan.agent.session;

/** The times of the session machine, in micros of event time. */
final class Timing {
  private static final long SECOND = 1_000_000;

  /** Shortest time between door close and the reading, so that a last touch is still seen. */
  static final long LEAST_SETTLE = SECOND / 2;

  /** After this a session is read although plates still move; those become a review. */
  static final long LONGEST_SETTLE = 5 * SECOND;

  /** A shopper who is asked to scan has this long to begin; then a person decides. */
  static final long ANSWER = 20 * SECOND;

  /** After the last scan of an answer this passes before it counts as complete. */
  static final long ANSWER_QUIET = 4 * SECOND;

  /** How often a shopper is asked in one session. */
  static final int MOST_ASKS = 2;

  /** How long an open shelf must be quiet for its session to end. */
  static final long QUIET = 8 * SECOND;

  /** An open shelf's session ends then although plates still move. */
  static final long LONGEST_UNREST = 60 * SECOND;

  /** A feed's session opens then at the latest, with the plates that rest. */
  static final long WARM_UP = 3 * SECOND / 2;

  /**
   * Frames younger than this stay with their board, so that plates can rest again after a crash.
   */
  static final long KEPT_BY_BOARD = 2 * SECOND;

  /** Frames of one board that are held back at most; the board has 64. */
  static final int MOST_HELD_FRAMES = 44;

  /** A door open for longer than this is an alert. */
  static final long DOOR_LEFT_OPEN = 180 * SECOND;

  /** A boot that finds the door closed waits this long for the frame that says when it closed. */
  static final long LOST_DOOR_CLOSE = 10 * SECOND;

  /** A day close is written then even if a session is open. */
  static final long DAY_CLOSE_AT_MOST_LATE = 7_200 * SECOND;

  /** A first boot whose clock said an earlier time than this before the true one had none. */
  static final long LONGEST_WITHOUT_CLOCK = 31 * 86_400 * SECOND;

  /** Uncertainty of a level from before a boot, in mg. */
  static final long SIGMA_ACROSS_BOOT_MG = 1_500;

  private Timing() {}
}
