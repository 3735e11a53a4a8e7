package dev.loulan.sync.hooks;

import java.time.Instant;

/**
 * How the delivery of one event to one subscriber goes.
 *
 * @param status last HTTP status; 0 when there was no answer
 * @param what last trouble, in a sentence; empty when there was none
 * @param next when it is tried again, while it waits
 */
public record Delivery(
    String eventId,
    HookKind kind,
    State state,
    int attempts,
    int status,
    String what,
    Instant next) {

  /** Where it stands. */
  public enum State {
    WAITING,
    DELIVERED,
    /** Given up after the last try; a person may have it sent again. */
    FAILED
  }
}
