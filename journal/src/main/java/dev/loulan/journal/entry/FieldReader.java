package dev.loulan.journal.entry;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.loulan.journal.entry.EntryFormatException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands out the fields of one map, each once; {@link #end} refuses what nobody asked for. */
final class FieldReader {

  private final CBORObject map;
  private final String where;
  private int taken;

  FieldReader(CBORObject map, String where) {
    if (map.getType() != CBORType.Map || map.isTagged()) {
      throw new EntryFormatException(Code.NOT_CBOR, where + " is not a map");
    }
    this.map = map;
    this.where = where;
  }

  long number(int key) {
    CBORObject value = required(key);
    if (value.getType() != CBORType.Integer
        || value.isTagged()
        || !value.AsNumber().CanFitInInt64()) {
      throw wrong(key, "an integer of 64 bits");
    }
    return value.AsInt64Value();
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
    CBORObject value = required(key);
    if (value.getType() != CBORType.Boolean || value.isTagged()) {
      throw wrong(key, "true or false");
    }
    return value.AsBoolean();
  }

  String text(int key) {
    return textOf(key, required(key));
  }

  @Nullable String optionalText(int key) {
    return has(key) ? text(key) : null;
  }

  Bytes bytes(int key) {
    CBORObject value = required(key);
    if (value.getType() != CBORType.ByteString || value.isTagged()) {
      throw wrong(key, "bytes");
    }
    return Bytes.of(value.GetByteString());
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
    CBORObject array = array(key);
    List<String> values = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      values.add(textOf(key, array.get(i)));
    }
    return values;
  }

  <T> List<T> list(int key, Function<FieldReader, T> each) {
    CBORObject array = array(key);
    List<T> values = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      values.add(whole(array.get(i), key, each));
    }
    return values;
  }

  <T> T group(int key, Function<FieldReader, T> fields) {
    return whole(required(key), key, fields);
  }

  <T> @Nullable T optionalGroup(int key, Function<FieldReader, T> fields) {
    return has(key) ? group(key, fields) : null;
  }

  boolean has(int key) {
    return map.ContainsKey(CBORObject.FromObject(key));
  }

  /** Refuses the map when it holds more than was taken from it. */
  void end() {
    if (taken != map.size()) {
      throw new EntryFormatException(
          Code.UNKNOWN_KEY,
          where
              + " has "
              + (map.size() - taken)
              + " unknown key(s); its keys are "
              + map.getKeys());
    }
  }

  private <T> T whole(CBORObject value, int key, Function<FieldReader, T> fields) {
    FieldReader reader = new FieldReader(value, where + ", key " + key);
    T result = fields.apply(reader);
    reader.end();
    return result;
  }

  private CBORObject array(int key) {
    CBORObject value = required(key);
    if (value.getType() != CBORType.Array || value.isTagged()) {
      throw wrong(key, "an array");
    }
    return value;
  }

  private String textOf(int key, CBORObject value) {
    if (value.getType() != CBORType.TextString || value.isTagged()) {
      throw wrong(key, "a text");
    }
    return value.AsString();
  }

  private CBORObject required(int key) {
    CBORObject value = map.GetOrDefault(key, null);
    if (value == null) {
      throw new EntryFormatException(Code.MISSING_KEY, where + " lacks key " + key);
    }
    taken++;
    return value;
  }

  private EntryFormatException wrong(int key, String expected) {
    return new EntryFormatException(
        Code.WRONG_VALUE, where + ", key " + key + " is not " + expected);
  }
}
