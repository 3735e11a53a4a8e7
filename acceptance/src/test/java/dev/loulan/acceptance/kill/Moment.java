package dev.loulan.acceptance.kill;

import java.util.Locale;

/** Where in a shopper's visit the agent is killed. */
enum Moment {
  DOOR_OPENS,
  SESSION_ANNOUNCED,
  BEFORE_THE_FIRST_TOUCH,
  HAND_ON_A_PLATE,
  BETWEEN_TOUCHES,
  DOOR_CLOSES,
  PLATES_SETTLE,
  AROUND_THE_COMMIT,
  OUTCOME_ANNOUNCED,
  /** Killed, and killed again while it takes the session up. */
  TWICE,
  /** After the session, or with the next shopper's tender. */
  BETWEEN_VISITS,
  /** Not killed at all, so that the others have something to be compared with. */
  NEVER;

  /** Whether a message of the agent sets it off, and not a frame of the board. */
  boolean followsAnnouncement() {
    return this == SESSION_ANNOUNCED || this == OUTCOME_ANNOUNCED;
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
