package dev.loulan.bridge;

import java.io.IOException;

/** The bridge could not start. The message is for people and says what to do. */
public final class BridgeException extends IOException {

  private static final long serialVersionUID = 1;

  public BridgeException(String message, Throwable cause) {
    super(message, cause);
  }
}
