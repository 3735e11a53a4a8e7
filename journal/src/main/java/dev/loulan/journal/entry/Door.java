package dev.loulan.journal.entry;

/**
 * A door moved.
 *
 * @param door name of the contact
 */
public record Door(String door, boolean open) implements Body {

  @Override
  public EntryType type() {
    return EntryType.DOOR;
  }
}
