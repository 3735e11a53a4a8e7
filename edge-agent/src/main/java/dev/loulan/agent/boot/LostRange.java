package dev.loulan.agent.boot;

import dev.loulan.journal.entry.EpochId;

/**
 * Entries that the server has and this file has not, or has otherwise.
 *
 * @param from the first
 * @param to the size that the server cosigned
 */
public record LostRange(EpochId epoch, long from, long to) {

  public long entries() {
    return to - from;
  }

  /** The range as alerts name it. */
  @Override
  public String toString() {
    return "entries " + from + " to " + (to - 1) + " of epoch " + epoch.hex();
  }
}
