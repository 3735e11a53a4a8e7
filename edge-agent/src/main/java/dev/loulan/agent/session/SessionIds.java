package dev.loulan.agent.session;

import java.util.HexFormat;

/** A session is named by the frame that opened it, so that the same frame never opens a second. */
final class SessionIds {
  private SessionIds() {}

  static String of(String board, long stream, long sequence) {
    return board + "-" + HexFormat.of().toHexDigits(stream) + "-" + sequence;
  }
}
