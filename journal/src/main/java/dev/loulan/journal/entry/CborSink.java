package dev.loulan.journal.entry;

import java.util.List;
import java.util.function.BiConsumer;

/** Writes fields as one map; they come in the order of their keys, as deterministic CBOR wants. */
final class CborSink implements FieldSink {

  private final CborBuffer out;
  private final int begun;
  private int lastKey = -1;
  private int pairs;

  CborSink(CborBuffer out) {
    this.out = out;
    this.begun = out.beginMap();
  }

  /** Nothing comes any more. */
  void end() {
    out.endMap(begun, pairs);
  }

  @Override
  public void number(int key, String name, long value) {
    key(key);
    out.number(value);
  }

  @Override
  public void flag(int key, String name, boolean value) {
    key(key);
    out.flag(value);
  }

  @Override
  public void text(int key, String name, String value) {
    key(key);
    out.text(value);
  }

  @Override
  public void bytes(int key, String name, Bytes value) {
    key(key);
    out.bytes(value.toArray());
  }

  @Override
  public void word(int key, String name, Coded value) {
    number(key, name, value.code());
  }

  @Override
  public void texts(int key, String name, List<String> values) {
    key(key);
    out.head(CborReader.ARRAY, values.size());
    values.forEach(out::text);
  }

  @Override
  public <T> void list(int key, String name, List<T> values, BiConsumer<T, FieldSink> each) {
    key(key);
    out.head(CborReader.ARRAY, values.size());
    for (T value : values) {
      map(value, each);
    }
  }

  @Override
  public <T> void group(int key, String name, T value, BiConsumer<T, FieldSink> fields) {
    key(key);
    map(value, fields);
  }

  private <T> void map(T value, BiConsumer<T, FieldSink> fields) {
    CborSink group = new CborSink(out);
    fields.accept(value, group);
    group.end();
  }

  private void key(int key) {
    if (key <= lastKey) {
      throw new IllegalStateException("Key " + key + " comes after key " + lastKey);
    }
    lastKey = key;
    pairs++;
    out.head(CborReader.UINT, key);
  }
}
