package dev.loulan.agent.session;

/** Where the shelf is between two sessions. */
sealed interface Phase {

  /** Nobody is at the shelf. */
  record Idle() implements Phase {}

  /** A session is open. */
  record Open(OpenSession session) implements Phase {}

  /**
   * The door is closed, and the plates come to rest.
   *
   * @param closedMicros when it closed
   */
  record Closing(OpenSession session, long closedMicros) implements Phase {}

  /**
   * The session is in doubt, and the shopper is asked to scan all that they hold.
   *
   * @param sinceMicros when they were asked
   */
  record Asking(OpenSession session, long sinceMicros) implements Phase {}

  /** Frames of a session come again that an earlier boot ended. */
  record Skipping() implements Phase {}
}
