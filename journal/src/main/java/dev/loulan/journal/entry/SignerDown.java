package dev.loulan.journal.entry;

import org.jspecify.annotations.Nullable;

/** The signing key could not be reached; entries from here on had no checkpoint for a while. */
public record SignerDown(String reason) implements Body {

  private static final int MAX_REASON = 200;

  public SignerDown {
    Check.text("reason", reason);
  }

  /** With as much of a message as an entry holds. */
  public static SignerDown because(@Nullable String message) {
    String text = message == null || message.isBlank() ? "unknown" : message.strip();
    return new SignerDown(text.substring(0, Math.min(MAX_REASON, text.length())));
  }

  @Override
  public EntryType type() {
    return EntryType.SIGNER_DOWN;
  }
}
