package dev.loulan.journal.entry;

/** The signing key could not be reached; entries from here on had no checkpoint for a while. */
public record SignerDown(String reason) implements Body {

  @Override
  public EntryType type() {
    return EntryType.SIGNER_DOWN;
  }
}
