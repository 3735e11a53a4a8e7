package dev.loulan.sync.intake;

/** The segment was not taken and nothing was stored; the code says why. */
public final class IntakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final IntakeCode code;

  public IntakeException(IntakeCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public IntakeCode code() {
    return code;
  }
}
