package dev.loulan.journal.entry;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of an entry one by one, each with its key in the format and its name for people.
 * So the stored bytes and a dump come from one description.
 */
interface FieldSink {

  void number(int key, String name, long value);

  void flag(int key, String name, boolean value);

  void text(int key, String name, String value);

  void bytes(int key, String name, Bytes value);

  void word(int key, String name, Coded value);

  void texts(int key, String name, List<String> values);

  <T> void list(int key, String name, List<T> values, BiConsumer<T, FieldSink> each);

  <T> void group(int key, String name, T value, BiConsumer<T, FieldSink> fields);

  /** Nothing is written for null. */
  default void optionalText(int key, String name, @Nullable String value) {
    if (value != null) {
      text(key, name, value);
    }
  }

  /** Nothing is written for null. */
  default void optionalBytes(int key, String name, @Nullable Bytes value) {
    if (value != null) {
      bytes(key, name, value);
    }
  }

  /** Nothing is written for null. */
  default <T> void optionalGroup(
      int key, String name, @Nullable T value, BiConsumer<T, FieldSink> fields) {
    if (value != null) {
      group(key, name, value, fields);
    }
  }
}
