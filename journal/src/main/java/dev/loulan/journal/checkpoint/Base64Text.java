package dev.loulan.journal.checkpoint;

import dev.loulan.journal.entry.Bytes;

/** Standard base64 with padding; only the one canonical text of some bytes is read. */
final class Base64Text {

  private Base64Text() {}

  static Bytes decode(String what, String text) {
    try {
      Bytes bytes = Bytes.ofBase64(text);
      if (bytes.base64().equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new NoteFormatException("In " + what + ", this is not base64: '" + text + "'", e);
    }
    throw new NoteFormatException("In " + what + ", this is not canonical base64: '" + text + "'");
  }
}
