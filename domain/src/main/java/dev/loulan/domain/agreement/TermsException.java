package dev.loulan.domain.agreement;

/**
 * A terms document that cannot be agreed on; the code says whether it is wrong or not yet known.
 */
public final class TermsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What is the matter with the terms. */
  public enum Code {
    /** A term that this version of the split does not carry out. */
    TERMS_UNSUPPORTED,
    /** The terms contradict themselves or lack something. */
    TERMS_INVALID
  }

  private final Code code;

  private TermsException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public static TermsException invalid(String message) {
    return new TermsException(Code.TERMS_INVALID, message);
  }

  static TermsException unsupported(String message) {
    return new TermsException(Code.TERMS_UNSUPPORTED, message);
  }

  public Code code() {
    return code;
  }
}
