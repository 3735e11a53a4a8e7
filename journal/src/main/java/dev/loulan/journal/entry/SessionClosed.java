package dev.loulan.journal.entry;

/** A shopper's session ended. */
public record SessionClosed(String session, Outcome outcome) implements Body {

  public SessionClosed {
    Check.text("session", session);
  }

  @Override
  public EntryType type() {
    return EntryType.SESSION_CLOSED;
  }
}
