package dev.loulan.journal.key;

import org.jspecify.annotations.Nullable;

/** The signing key cannot be reached; try again later. */
public final class SignerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SignerUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
