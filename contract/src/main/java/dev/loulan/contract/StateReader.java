package dev.loulan.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the state of one contract definition. Keys are text ordered by their UTF-8 bytes; a missing
 * key reads as an empty array, as on Fabric, so no stored value is ever empty.
 */
public interface StateReader {

  /** One stored value with its key. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a wrapper would copy each value
  record Row(String key, byte[] value) {}

  /** The public value of a key; empty when there is none. */
  byte[] get(String key);

  /** The public rows from {@code from} (inclusive) to {@code to} (exclusive), in key order. */
  List<Row> range(String from, String to);

  /** The value of a key in a private collection; empty when there is none. */
  byte[] getPrivate(String collection, String key);

  /**
   * The rows of a private collection, as {@link #range}. Fabric allows no range over private data
   * in a call that writes, so the range goes by the public keys: whoever stores a private value
   * stores a public one under the same key.
   */
  default List<Row> rangePrivate(String collection, String from, String to) {
    List<Row> rows = new ArrayList<>();
    for (Row row : range(from, to)) {
      byte[] value = getPrivate(collection, row.key());
      if (value.length > 0) {
        rows.add(new Row(row.key(), value));
      }
    }
    return rows;
  }
}
