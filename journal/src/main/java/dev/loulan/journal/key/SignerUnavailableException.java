package dev.loulan.journal.key;

/** The signing key cannot be reached; try again later. */
public final class SignerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SignerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
