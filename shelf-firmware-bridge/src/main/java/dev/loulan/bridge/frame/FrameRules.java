package dev.loulan.bridge.frame;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/** What every frame must keep to, checked where it is made and again where it is read. */
final class FrameRules {

  static final int MAX_BOARD_BYTES = 32;
  static final int MAX_TEXT_BYTES = 255;
  static final int MAX_BODY_BYTES = 65_536;
  static final long MAX_SEQUENCE = 0xffff_ffffL;

  /** The first moment of the year 10000. */
  static final long END_OF_TIME_MICROS = 253_402_300_800_000_000L;

  private FrameRules() {}

  static void board(String board) {
    boolean fits = !board.isEmpty() && board.length() <= MAX_BOARD_BYTES;
    if (!fits || !board.chars().allMatch(FrameRules::isBoardCharacter)) {
      throw new IllegalArgumentException(
          "A board's name is 1 to 32 of A-Z a-z 0-9 _ -, found '" + board + "'");
    }
  }

  static boolean isBoardCharacter(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  static void sequence(long sequence) {
    if (sequence < 0 || sequence > MAX_SEQUENCE) {
      throw new IllegalArgumentException("A sequence has 32 bits, found " + sequence);
    }
  }

  static void positiveSequence(long sequence) {
    sequence(sequence);
    if (sequence == 0) {
      throw new IllegalArgumentException("Sequences of a stream begin at 1, found 0");
    }
  }

  static void time(long atMicros) {
    if (atMicros < 0 || atMicros >= END_OF_TIME_MICROS) {
      throw new IllegalArgumentException(
          "A time lies between 1970 and the year 9999, found " + atMicros + " microseconds");
    }
  }

  static void text(String what, String text) {
    boolean fits = !text.isEmpty() && bytes(text) <= MAX_TEXT_BYTES;
    if (!fits || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException(
          "A " + what + " has 1 to 255 bytes and no control character: '" + text + "'");
    }
  }

  static void plates(List<String> plates) {
    for (String plate : plates) {
      text("plate's name", plate);
      if (plate.chars().anyMatch(c -> c == ' ' || c == '/')) {
        throw new IllegalArgumentException(
            "A plate's name holds no blank or slash: '" + plate + "'");
      }
    }
    if (plates.size() > 0xffff || new HashSet<>(plates).size() != plates.size()) {
      throw new IllegalArgumentException("A board names each plate once, at most 65,535 of them");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
