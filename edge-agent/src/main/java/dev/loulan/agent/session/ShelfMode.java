package dev.loulan.agent.session;

/** How a session begins and ends on a shelf. */
public enum ShelfMode {
  /** From door open to door close and the plates at rest. */
  DOOR,
  /** No door: from the first step to a quiet time. */
  OPEN_SHELF,
  /** No door, and the feed is one session: a recording from its first sample to its end. */
  WHOLE_FEED
}
