package dev.loulan.cli.replay;

import dev.loulan.cli.output.Failure;

/** A frame that is lost on purpose, written {@code BOARD:SEQUENCE}. */
record LostFrame(String board, long sequence) {
  static LostFrame parse(String text) {
    int colon = text.indexOf(':');
    try {
      return new LostFrame(
          text.substring(0, Math.max(0, colon)), Long.parseLong(text.substring(colon + 1), 10));
    } catch (NumberFormatException e) {
      throw Failure.usage("replay.badDrop", text);
    }
  }
}
