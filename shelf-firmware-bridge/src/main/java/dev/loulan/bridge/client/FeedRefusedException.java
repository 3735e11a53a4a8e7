package dev.loulan.bridge.client;

import java.io.IOException;

/** The bridge refuses again and again what a board sends; the message has its last reason. */
public final class FeedRefusedException extends IOException {

  private static final long serialVersionUID = 1;

  FeedRefusedException(String message) {
    super(message);
  }
}
