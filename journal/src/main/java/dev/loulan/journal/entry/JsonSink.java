package dev.loulan.journal.entry;

import com.upokecenter.cbor.CBORObject;
import java.util.List;
import java.util.function.BiConsumer;

/** Collects fields under their name, bytes as hexadecimal, words spelled out. */
final class JsonSink implements FieldSink {

  private final CBORObject map = CBORObject.NewOrderedMap();

  String json() {
    return map.ToJSONString();
  }

  @Override
  public void number(int key, String name, long value) {
    map.Add(name, value);
  }

  @Override
  public void flag(int key, String name, boolean value) {
    map.Add(name, value);
  }

  @Override
  public void text(int key, String name, String value) {
    map.Add(name, value);
  }

  @Override
  public void bytes(int key, String name, Bytes value) {
    map.Add(name, value.hex());
  }

  @Override
  public void word(int key, String name, Coded value) {
    map.Add(name, value.word());
  }

  @Override
  public void texts(int key, String name, List<String> values) {
    CBORObject array = CBORObject.NewArray();
    values.forEach(array::Add);
    map.Add(name, array);
  }

  @Override
  public <T> void list(int key, String name, List<T> values, BiConsumer<T, FieldSink> each) {
    CBORObject array = CBORObject.NewArray();
    for (T value : values) {
      JsonSink item = new JsonSink();
      each.accept(value, item);
      array.Add(item.map);
    }
    map.Add(name, array);
  }

  @Override
  public <T> void group(int key, String name, T value, BiConsumer<T, FieldSink> fields) {
    JsonSink group = new JsonSink();
    fields.accept(value, group);
    map.Add(name, group.map);
  }
}
