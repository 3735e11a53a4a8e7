package dev.loulan.journal.entry;

import dev.loulan.journal.entry.EntryFormatException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the fields of one map in the order of their keys, each once; {@link #end} refuses what
 * nobody asked for. The bytes were checked to be deterministic CBOR before.
 */
final class FieldReader {

  private static final int NO_KEY = Integer.MAX_VALUE;

  private final CborReader in;
  private final @Nullable FieldReader outer;
  private final int outerKey;
  private long left;
  private int nextKey;

  /** The fields of a whole entry. */
  FieldReader(CborReader in) {
    this(in, null, 0);
  }

  private FieldReader(CborReader in, @Nullable FieldReader outer, int outerKey) {
    this.in = in;
    this.outer = outer;
    this.outerKey = outerKey;
    if (in.kind() != CborReader.MAP) {
      throw new EntryFormatException(Code.NOT_CBOR, where() + " is not a map");
    }
    this.left = in.head();
    readKey();
  }

  long number(int key) {
    require(key);
    int kind = in.kind();
    boolean isInteger = kind == CborReader.UINT || kind == CborReader.NEGATIVE;
    long head = isInteger ? in.head() : -1;
    if (head < 0) {
      throw wrong(key, "an integer of 64 bits");
    }
    readKey();
    return kind == CborReader.UINT ? head : ~head;
  }

  /** A number from 0. */
  long count(int key) {
    long value = number(key);
    if (value < 0) {
      throw wrong(key, "a number from 0, found " + value);
    }
    return value;
  }

  boolean flag(int key) {
    require(key);
    if (!in.isFlag()) {
      throw wrong(key, "true or false");
    }
    boolean value = in.flag();
    readKey();
    return value;
  }

  String text(int key) {
    require(key);
    String value = textOf(key);
    readKey();
    return value;
  }

  @Nullable String optionalText(int key) {
    return has(key) ? text(key) : null;
  }

  Bytes bytes(int key) {
    require(key);
    if (in.kind() != CborReader.BYTES) {
      throw wrong(key, "bytes");
    }
    Bytes value = Bytes.owning(in.bytes());
    readKey();
    return value;
  }

  @Nullable Bytes optionalBytes(int key) {
    return has(key) ? bytes(key) : null;
  }

  <E extends Enum<E> & Coded> E word(int key, E[] words) {
    long code = number(key);
    for (E word : words) {
      if (word.code() == code) {
        return word;
      }
    }
    throw wrong(key, "a known word, found " + code);
  }

  List<String> texts(int key) {
    return items(key, () -> textOf(key));
  }

  <T> List<T> list(int key, Function<FieldReader, T> each) {
    return items(key, () -> whole(key, each));
  }

  <T> T group(int key, Function<FieldReader, T> fields) {
    require(key);
    T value = whole(key, fields);
    readKey();
    return value;
  }

  <T> @Nullable T optionalGroup(int key, Function<FieldReader, T> fields) {
    return has(key) ? group(key, fields) : null;
  }

  boolean has(int key) {
    return nextKey == key;
  }

  /** Refuses the map when it holds more than was taken from it. */
  void end() {
    if (nextKey != NO_KEY || left > 0) {
      throw unknownKey();
    }
  }

  private interface Item<T> {
    T read();
  }

  private <T> List<T> items(int key, Item<T> item) {
    require(key);
    if (in.kind() != CborReader.ARRAY) {
      throw wrong(key, "an array");
    }
    int size = (int) in.head();
    List<T> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(item.read());
    }
    readKey();
    return values;
  }

  private <T> T whole(int key, Function<FieldReader, T> fields) {
    FieldReader reader = new FieldReader(in, this, key);
    T result = fields.apply(reader);
    reader.end();
    return result;
  }

  private String textOf(int key) {
    if (in.kind() != CborReader.TEXT) {
      throw wrong(key, "a text");
    }
    return in.text();
  }

  /** Goes to the value of a key; a smaller one that is there instead is one that nobody knows. */
  private void require(int key) {
    if (nextKey < key) {
      throw unknownKey();
    }
    if (nextKey > key) {
      throw new EntryFormatException(Code.MISSING_KEY, where() + " lacks key " + key);
    }
  }

  /** Keys that are no small number sort after all others, and nobody knows them. */
  private void readKey() {
    if (left == 0 || in.kind() != CborReader.UINT) {
      nextKey = NO_KEY;
      return;
    }
    long key = in.head();
    left--;
    nextKey = key < 0 || key >= NO_KEY ? NO_KEY - 1 : (int) key;
  }

  private EntryFormatException unknownKey() {
    String key = nextKey < NO_KEY - 1 ? Integer.toString(nextKey) : "that is no small number";
    return new EntryFormatException(Code.UNKNOWN_KEY, where() + " has the unknown key " + key);
  }

  private EntryFormatException wrong(int key, String expected) {
    return new EntryFormatException(
        Code.WRONG_VALUE, where() + ", key " + key + " is not " + expected);
  }

  private String where() {
    return outer == null ? "The entry" : outer.where() + ", key " + outerKey;
  }
}
