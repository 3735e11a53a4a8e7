package dev.loulan.journal.entry;

/**
 * The agent is alive.
 *
 * @param frames frames consumed since boot
 * @param gaps missing frame sequence numbers since boot
 */
public record Heartbeat(long frames, long gaps) implements Body {

  @Override
  public EntryType type() {
    return EntryType.HEARTBEAT;
  }
}
