package dev.loulan.journal.entry;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows as CBOR heads and contents are written to it, each in its shortest form. */
final class CborBuffer {

  private byte[] bytes = new byte[512];
  private int length;

  /** A head: its kind as in {@link CborReader}, and the number of that kind. */
  void head(int kind, long number) {
    room(9);
    int major = kind << 5;
    if (number >= 0 && number < 24) {
      bytes[length++] = (byte) (major | (int) number);
      return;
    }
    int form =
        number < 0 ? 3 : number < 1 << 8 ? 0 : number < 1 << 16 ? 1 : number < 1L << 32 ? 2 : 3;
    bytes[length++] = (byte) (major | (24 + form));
    for (int shift = (8 << form) - 8; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (number >>> shift);
    }
  }

  /** An integer of either sign. */
  void number(long value) {
    head(value < 0 ? CborReader.NEGATIVE : CborReader.UINT, value < 0 ? ~value : value);
  }

  void flag(boolean value) {
    one(value ? 0xf5 : 0xf4);
  }

  void nothing() {
    one(0xf6);
  }

  void bytes(byte[] value) {
    head(CborReader.BYTES, value.length);
    raw(value);
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException when it holds half a character
   */
  void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length != value.length()) {
      check(value);
    }
    head(CborReader.TEXT, utf8.length);
    raw(utf8);
  }

  /** Begins a map of fewer than 24 pairs; where it begins. */
  int beginMap() {
    one(0);
    return length - 1;
  }

  /** Says how many pairs were written. */
  void endMap(int begun, int pairs) {
    if (pairs > 23) {
      throw new IllegalStateException("A map of an entry has at most 23 keys, found " + pairs);
    }
    bytes[begun] = (byte) ((CborReader.MAP << 5) | pairs);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private static void check(String value) {
    try {
      var _ = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("A text holds half a character", e);
    }
  }

  private void raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  private void one(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
