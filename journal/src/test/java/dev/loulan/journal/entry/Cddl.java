package dev.loulan.journal.entry;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks entries against the part of CDDL (RFC 8610) that {@code journal.cddl} uses, from its text
 * and nothing else, so that the document cannot drift from the code.
 */
final class Cddl {

  private static final Pattern RULE = Pattern.compile("(?m)^([a-z0-9-]+) = ([({])([^)}]*)[)}]");
  private static final Pattern ALIAS = Pattern.compile("(?m)^([a-z0-9-]+) = ([^({\\n;]+)");
  private static final Pattern FIELD = Pattern.compile("(\\? )?(\\d+) => ([^,\\n]+),");

  private record Field(boolean optional, String type) {}

  private final Map<String, Map<Integer, Field>> rules = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<Integer, String> bodies = new LinkedHashMap<>();

  static Cddl read(Path file) throws IOException {
    String text = Files.readString(file);
    Cddl cddl = new Cddl();
    RULE.matcher(text)
        .results()
        .forEach(rule -> cddl.rules.put(rule.group(1), fields(rule.group(3))));
    ALIAS.matcher(text).results().forEach(a -> cddl.aliases.put(a.group(1), a.group(2).strip()));
    cddl.rules.forEach((name, fields) -> {
      Field type = fields.get(1);
      if (name.endsWith("-body") && type != null) {
        cddl.bodies.put(Integer.valueOf(type.type), name);
      }
    });
    return cddl;
  }

  private static Map<Integer, Field> fields(String text) {
    Map<Integer, Field> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      fields.put(
          Integer.valueOf(field.group(2)),
          new Field(field.group(1) != null, field.group(3).strip()));
    }
    return fields;
  }

  List<String> faults(CBORObject entry) {
    List<String> faults = new ArrayList<>();
    String body = bodies.getOrDefault(entry.get(1).AsInt32(), "no body of this type");
    Map<Integer, Field> fields = new LinkedHashMap<>(rule("header"));
    fields.putAll(rule(body));
    check(body, fields, entry, faults);
    return faults;
  }

  private Map<Integer, Field> rule(String name) {
    return rules.getOrDefault(name, Map.of());
  }

  private void check(
      String where, Map<Integer, Field> fields, CBORObject map, List<String> faults) {
    fields.forEach((key, field) -> {
      if (map.ContainsKey(CBORObject.FromObject(key))) {
        value(where + "." + key, field.type, map.get(CBORObject.FromObject(key)), faults);
      } else if (!field.optional) {
        faults.add(where + ": lacks key " + key);
      }
    });
    for (CBORObject key : map.getKeys()) {
      if (!fields.containsKey(key.AsInt32())) {
        faults.add(where + ": unknown key " + key);
      }
    }
  }

  private void value(String where, String type, CBORObject value, List<String> faults) {
    if (rules.containsKey(type)) {
      check(where, rule(type), value, faults);
    } else if (aliases.containsKey(type)) {
      value(where, aliases.getOrDefault(type, ""), value, faults);
    } else if (type.startsWith("[* ")) {
      String item = type.substring(3, type.length() - 1);
      value.getValues().forEach(each -> value(where, item, each, faults));
    } else if (!isOf(type, value)) {
      faults.add(where + ": " + value + " is no " + type);
    }
  }

  private static boolean isOf(String type, CBORObject value) {
    Matcher sized = Pattern.compile("bstr \\.size (\\d+)").matcher(type);
    if (sized.matches()) {
      return value.getType() == CBORType.ByteString
          && value.GetByteString().length == Integer.parseInt(sized.group(1));
    }
    Matcher range = Pattern.compile("(\\d+)\\.\\.(\\d+)").matcher(type);
    if (range.matches()) {
      return value.getType() == CBORType.Integer
          && value.AsInt64Value() >= Long.parseLong(range.group(1))
          && value.AsInt64Value() <= Long.parseLong(range.group(2));
    }
    return switch (type) {
      case "tstr" -> value.getType() == CBORType.TextString;
      case "int" -> value.getType() == CBORType.Integer;
      case "uint" -> value.getType() == CBORType.Integer && value.AsInt64Value() >= 0;
      case "true" -> value.isTrue();
      case "bool" -> value.getType() == CBORType.Boolean;
      default -> value.getType() == CBORType.Integer && value.toString().equals(type);
    };
  }
}
