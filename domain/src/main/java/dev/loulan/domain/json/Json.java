package dev.loulan.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** A JSON value whose numbers are integers. {@link #canonical()} is its one form (RFC 8785). */
public sealed interface Json {

  /** Greatest integer that every JSON reader keeps exactly: 2^53 - 1. */
  long MAX_INTEGER = 9_007_199_254_740_991L;

  /** Members in the order of their names' UTF-16 code units, whatever the order they came in. */
  record Obj(TreeMap<String, Json> members) implements Json {
    public Obj {
      members = new TreeMap<>(members);
    }

    @Override
    public TreeMap<String, Json> members() {
      return new TreeMap<>(members);
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  /** An integer between -{@link #MAX_INTEGER} and {@link #MAX_INTEGER}. */
  record Int(long value) implements Json {
    public Int {
      if (value > MAX_INTEGER || value < -MAX_INTEGER) {
        throw new JsonException("The number " + value + " is beyond 2^53 - 1");
      }
    }
  }

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  /** An array of any values. */
  static Json.Arr array(List<? extends Json> items) {
    return new Arr(List.copyOf(items));
  }

  /** The canonical UTF-8 bytes: sorted names, no blanks, shortest escapes. */
  default byte[] canonical() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** The canonical text. */
  default String text() {
    StringBuilder out = new StringBuilder();
    JsonWriter.write(this, out);
    return out.toString();
  }
}
