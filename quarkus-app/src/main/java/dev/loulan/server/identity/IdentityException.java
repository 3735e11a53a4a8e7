package dev.loulan.server.identity;

import org.jspecify.annotations.Nullable;

/** The identity store failed; the message is one sentence for the operator. */
public final class IdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IdentityException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
