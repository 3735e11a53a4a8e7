package dev.loulan.journal.entry;

import com.upokecenter.cbor.CBORObject;
import java.util.List;
import java.util.function.BiConsumer;

/** Collects fields under their number. */
final class CborSink implements FieldSink {

  private final CBORObject map = CBORObject.NewMap();

  CBORObject map() {
    return map;
  }

  @Override
  public void number(int key, String name, long value) {
    map.Add(key, value);
  }

  @Override
  public void flag(int key, String name, boolean value) {
    map.Add(key, value);
  }

  @Override
  public void text(int key, String name, String value) {
    map.Add(key, value);
  }

  @Override
  public void bytes(int key, String name, Bytes value) {
    map.Add(key, value.toArray());
  }

  @Override
  public void word(int key, String name, Coded value) {
    map.Add(key, value.code());
  }

  @Override
  public void texts(int key, String name, List<String> values) {
    CBORObject array = CBORObject.NewArray();
    values.forEach(array::Add);
    map.Add(key, array);
  }

  @Override
  public <T> void list(int key, String name, List<T> values, BiConsumer<T, FieldSink> each) {
    CBORObject array = CBORObject.NewArray();
    for (T value : values) {
      CborSink item = new CborSink();
      each.accept(value, item);
      array.Add(item.map);
    }
    map.Add(key, array);
  }

  @Override
  public <T> void group(int key, String name, T value, BiConsumer<T, FieldSink> fields) {
    CborSink group = new CborSink();
    fields.accept(value, group);
    map.Add(key, group.map);
  }
}
