package dev.loulan.journal.entry;

/**
 * Something is wrong, counted.
 *
 * @param code a word from the alert list
 * @param subject the part concerned: a plate, a board, a file
 * @param count how often since the last alert of this code and subject
 */
public record Alert(String code, AlertLevel level, String subject, long count) implements Body {

  @Override
  public EntryType type() {
    return EntryType.ALERT;
  }
}
