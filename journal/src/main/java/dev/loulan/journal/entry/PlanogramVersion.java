package dev.loulan.journal.entry;

/** A planogram took effect. */
public record PlanogramVersion(SignedDocument document) implements Body {

  @Override
  public EntryType type() {
    return EntryType.PLANOGRAM_VERSION;
  }
}
