package dev.loulan.domain.json;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Puts an object together member by member; the order of the calls does not matter. */
public final class JsonObjectBuilder {
  private final TreeMap<String, Json> members = new TreeMap<>();

  public JsonObjectBuilder text(String name, String value) {
    return json(name, new Json.Text(value));
  }

  public JsonObjectBuilder textOrNull(String name, Optional<String> value) {
    return json(name, value.<Json>map(Json.Text::new).orElse(new Json.Null()));
  }

  public JsonObjectBuilder integer(String name, long value) {
    return json(name, new Json.Int(value));
  }

  public JsonObjectBuilder flag(String name, boolean value) {
    return json(name, new Json.Bool(value));
  }

  public JsonObjectBuilder array(String name, List<? extends Json> items) {
    return json(name, new Json.Arr(List.copyOf(items)));
  }

  public JsonObjectBuilder texts(String name, List<String> items) {
    return array(name, items.stream().map(Json.Text::new).toList());
  }

  public JsonObjectBuilder json(String name, Json value) {
    members.put(name, value);
    return this;
  }

  public Json.Obj build() {
    return new Json.Obj(members);
  }
}
