package dev.loulan.bridge;

/**
 * Something that a person should see.
 *
 * @param count how often it happened
 * @param detail the last case, as a sentence in English
 */
public record BridgeAlert(Kind kind, long count, String detail) {

  /** The kinds of trouble a bridge can tell of. */
  public enum Kind {
    /** A board sent bytes that are no frame, or a frame that is not allowed there. */
    FRAME_REFUSED,
    /** The broker is away; frames wait. */
    BROKER_AWAY,
    /** Frames wait, and the agent consumes nothing. */
    AGENT_SILENT,
    /** A board's name was taken over by another connection while the first was open. */
    BOARD_TAKEN_OVER,
    /** A board sends on although 64 of its frames wait; it is not read until they are consumed. */
    BOARD_HELD
  }
}
