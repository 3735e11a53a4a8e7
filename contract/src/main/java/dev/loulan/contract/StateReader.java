package dev.loulan.contract;

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

  /** The rows of a private collection, as {@link #range}. */
  List<Row> rangePrivate(String collection, String from, String to);
}
