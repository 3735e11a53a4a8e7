package dev.loulan.journal.entry;

/** A price list took effect. */
public record PriceVersion(SignedDocument document) implements Body {

  @Override
  public EntryType type() {
    return EntryType.PRICE_VERSION;
  }
}
