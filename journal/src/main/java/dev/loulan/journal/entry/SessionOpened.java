package dev.loulan.journal.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shopper's session began.
 *
 * @param tender null when none was given
 * @param plates what each plate weighed at rest; plates whose weight is unknown are absent
 */
public record SessionOpened(String session, @Nullable Tender tender, List<PlateWeight> plates)
    implements Body {

  public SessionOpened {
    plates = List.copyOf(plates);
    Check.text("session", session);
  }

  @Override
  public EntryType type() {
    return EntryType.SESSION_OPENED;
  }
}
