package dev.loulan.journal.entry;

/**
 * The agent started.
 *
 * @param software name and version of the program
 */
public record Boot(String software, ClockKind clock) implements Body {

  @Override
  public EntryType type() {
    return EntryType.BOOT;
  }
}
