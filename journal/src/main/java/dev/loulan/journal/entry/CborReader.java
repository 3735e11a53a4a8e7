package dev.loulan.journal.entry;

import dev.loulan.journal.entry.EntryFormatException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks through CBOR in deterministic encoding (RFC 8949, sections 3 and 4.2.1), one item after the
 * other, without building any of it.
 *
 * <p>{@link #checkAll} comes first: after it every head is whole, every length lies within the
 * bytes and every text is UTF-8, so the other methods only ask for the kind of the next item.
 */
final class CborReader {

  static final int UINT = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int SIMPLE = 7;

  private static final int FALSE = 0xf4;
  private static final int TRUE = 0xf5;
  private static final int NULL = 0xf6;

  /** An entry nests four deep; the bound keeps foreign bytes from exhausting the stack. */
  private static final int DEEPEST = 16;

  private final byte[] bytes;
  private int at;

  CborReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Refuses whatever is not exactly one item in deterministic encoding, and goes back to its start.
   *
   * @throws EntryFormatException NOT_CBOR or NOT_CANONICAL
   */
  void checkAll() {
    at = 0;
    skip(DEEPEST);
    if (at != bytes.length) {
      throw notCbor("bytes follow the item");
    }
    at = 0;
  }

  /** The major type of the next item. */
  int kind() {
    return (bytes[at] & 0xff) >> 5;
  }

  boolean isFlag() {
    int head = bytes[at] & 0xff;
    return head == FALSE || head == TRUE;
  }

  boolean isNull() {
    return (bytes[at] & 0xff) == NULL;
  }

  boolean flag() {
    return (bytes[at++] & 0xff) == TRUE;
  }

  /** Passes over a null. */
  void nothing() {
    at++;
  }

  /**
   * The number of the next head: a value, a length or a count. Above 2^63 it comes out negative,
   * which no length or count can be here.
   */
  long head() {
    int info = bytes[at++] & 0x1f;
    return info < 24 ? info : number(info);
  }

  /** A byte string. */
  byte[] bytes() {
    int length = (int) head();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** A text. */
  String text() {
    int length = (int) head();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  private void skip(int deep) {
    if (deep == 0) {
      throw notCbor("it nests more than " + DEEPEST + " deep");
    }
    int kind = need(1) >> 5;
    if (kind == SIMPLE) {
      skipSimple();
      return;
    }
    long head = checkedHead();
    switch (kind) {
      case BYTES -> pass(head);
      case TEXT -> {
        int from = at;
        pass(head);
        checkUtf8(from);
      }
      case ARRAY -> {
        count(head, 1);
        for (long i = 0; i < head; i++) {
          skip(deep - 1);
        }
      }
      case MAP -> skipMap(head, deep);
      case TAG -> skip(deep - 1);
      default -> {
        // A number is its head.
      }
    }
  }

  private void skipMap(long pairs, int deep) {
    count(pairs, 2);
    int lastFrom = 0;
    int lastTo = 0;
    for (long i = 0; i < pairs; i++) {
      int from = at;
      skip(deep - 1);
      if (i > 0 && !isBefore(lastFrom, lastTo, from)) {
        throw notCanonical("keys of a map are not sorted, each once");
      }
      lastFrom = from;
      lastTo = at;
      skip(deep - 1);
    }
  }

  /** Whether one key sorts before the one that ends here. Most of ours are one byte. */
  private boolean isBefore(int from, int to, int otherFrom) {
    return (to - from == 1 && at - otherFrom == 1)
        ? (bytes[from] & 0xff) < (bytes[otherFrom] & 0xff)
        : Arrays.compareUnsigned(bytes, from, to, bytes, otherFrom, at) < 0;
  }

  private void skipSimple() {
    int info = need(1) & 0x1f;
    at++;
    switch (info) {
      case 24 -> {
        if (need(1) < 32) {
          throw notCbor("a simple value below 32 has two bytes");
        }
        at++;
      }
      case 25 -> pass(2);
      case 26 -> pass(4);
      case 27 -> pass(8);
      case 28, 29, 30, 31 -> throw notCbor("a head has the reserved form " + info);
      default -> {
        // The head is all.
      }
    }
  }

  private long checkedHead() {
    int info = need(1) & 0x1f;
    at++;
    if (info < 24) {
      return info;
    }
    if (info == 31) {
      throw notCanonical("a length is left open");
    }
    if (info > 27) {
      throw notCbor("a head has the reserved form " + info);
    }
    need(1 << (info - 24));
    long value = number(info);
    boolean shortest =
        switch (info) {
          case 24 -> value >= 24;
          case 25 -> value >= 1 << 8;
          case 26 -> value >= 1 << 16;
          default -> value < 0 || value >= 1L << 32;
        };
    if (!shortest) {
      throw notCanonical("the number " + value + " is written longer than it need be");
    }
    return value;
  }

  private long number(int info) {
    long value = 0;
    for (int left = 1 << (info - 24); left > 0; left--) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }

  private void count(long items, int least) {
    if (items < 0 || items > (bytes.length - at) / least) {
      throw notCbor("more items are announced than there are bytes");
    }
  }

  private void pass(long length) {
    if (length < 0 || length > bytes.length - at) {
      throw notCbor("it ends too early");
    }
    at += (int) length;
  }

  /** The byte here, once it is known that so many follow. */
  private int need(int length) {
    if (length > bytes.length - at) {
      throw notCbor("it ends too early");
    }
    return bytes[at] & 0xff;
  }

  private void checkUtf8(int from) {
    for (int i = from; i < at; i++) {
      if (bytes[i] < 0) {
        decode(from);
        return;
      }
    }
  }

  private void decode(int from) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, at - from));
    } catch (CharacterCodingException e) {
      throw new EntryFormatException(Code.NOT_CBOR, "A text is not UTF-8", e);
    }
  }

  private EntryFormatException notCbor(String why) {
    return new EntryFormatException(
        Code.NOT_CBOR, "These " + bytes.length + " bytes are not CBOR: " + why);
  }

  private static EntryFormatException notCanonical(String why) {
    return new EntryFormatException(Code.NOT_CANONICAL, "Not in deterministic encoding: " + why);
  }
}
