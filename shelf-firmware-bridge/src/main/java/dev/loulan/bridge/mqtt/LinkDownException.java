package dev.loulan.bridge.mqtt;

import java.io.IOException;

/** The broker cannot be reached now; the link keeps trying. */
public final class LinkDownException extends IOException {

  private static final long serialVersionUID = 1;

  public LinkDownException(String message) {
    super(message);
  }

  LinkDownException(String message, Throwable cause) {
    super(message, cause);
  }
}
