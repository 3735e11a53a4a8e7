package dev.loulan.domain.agreement;

/** A terms document that cannot be agreed on, because it contradicts itself or lacks something. */
public final class TermsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private TermsException(String message) {
    super(message);
  }

  public static TermsException invalid(String message) {
    return new TermsException(message);
  }
}
