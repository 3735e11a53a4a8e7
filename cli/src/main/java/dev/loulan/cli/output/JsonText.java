package dev.loulan.cli.output;

import dev.loulan.domain.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what words print: maps, lists, text, whole and decimal numbers, yes and no, nothing.
 *
 * <p>Unlike {@link Json}, which is for what is signed, it knows decimals and keeps the order of
 * members.
 */
public final class JsonText {
  private JsonText() {}

  /** An object of names and values in turn. */
  public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  /**
   * The text of a value.
   *
   * @throws IllegalArgumentException when it is of a type that JSON does not have
   */
  public static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> writeMap(map, out);
      case List<?> list -> writeList(list, out);
      case Json json -> out.append(json.text());
      case BigDecimal decimal -> out.append(decimal.toPlainString());
      case Boolean flag -> out.append(flag.booleanValue());
      case Integer number -> out.append(number.intValue());
      case Long number -> out.append(number.longValue());
      case CharSequence text -> out.append(text(text));
      default -> throw new IllegalArgumentException("No JSON for " + value.getClass());
    }
  }

  private static String text(CharSequence text) {
    return new Json.Text(text.toString()).text();
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(separator);
      out.append(text(String.valueOf(member.getKey()))).append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void writeList(List<?> list, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      write(item, out);
      separator = ",";
    }
    out.append(']');
  }
}
