package dev.loulan.journal.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shopper's session began.
 *
 * @param tender null when none was given
 * @param levels of the plates before it
 */
public record SessionOpened(String session, @Nullable Tender tender, PlateLevels levels)
    implements Body {

  public SessionOpened {
    Check.text("session", session);
  }

  /**
   * With the levels of all plates.
   *
   * @param plates plates whose weight is unknown are absent
   */
  public SessionOpened(String session, @Nullable Tender tender, List<PlateWeight> plates) {
    this(session, tender, new PlateLevels(plates, false));
  }

  @Override
  public EntryType type() {
    return EntryType.SESSION_OPENED;
  }

  @Override
  public int formatVersion() {
    return levels.changesOnly() ? Header.LEVELS_VERSION : 1;
  }
}
