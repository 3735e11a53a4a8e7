package dev.loulan.bridge.frame;

/** Bytes that are no frame. The message is one sentence that says what was found and expected. */
public final class FrameException extends Exception {

  private static final long serialVersionUID = 1;

  private final RefuseCode code;

  public FrameException(RefuseCode code, String message) {
    super(message);
    this.code = code;
  }

  public RefuseCode code() {
    return code;
  }
}
