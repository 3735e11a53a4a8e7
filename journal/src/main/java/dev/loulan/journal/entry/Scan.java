package dev.loulan.journal.entry;

import org.jspecify.annotations.Nullable;

/**
 * A barcode was read at the shelf.
 *
 * @param session null outside a session
 * @param code as read
 */
public record Scan(@Nullable String session, String scanner, String code) implements Body {

  @Override
  public EntryType type() {
    return EntryType.SCAN;
  }
}
