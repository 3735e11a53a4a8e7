package dev.loulan.journal.entry;

import org.jspecify.annotations.Nullable;

/**
 * A shopper's session ended.
 *
 * @param levels of the plates after it; null when it does not say
 */
public record SessionClosed(String session, Outcome outcome, @Nullable PlateLevels levels)
    implements Body {

  public SessionClosed {
    Check.text("session", session);
  }

  /** Without levels. */
  public SessionClosed(String session, Outcome outcome) {
    this(session, outcome, null);
  }

  @Override
  public EntryType type() {
    return EntryType.SESSION_CLOSED;
  }

  @Override
  public int formatVersion() {
    return levels == null ? 1 : Header.LEVELS_VERSION;
  }
}
