package dev.loulan.domain.json;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The members of one object, asked for by name and type; the name appears in every complaint. */
public final class Fields {
  private final Json.Obj object;
  private final String where;

  private Fields(Json.Obj object, String where) {
    this.object = object;
    this.where = where;
  }

  /**
   * Takes a value as an object.
   *
   * @throws JsonException when the value is no object
   */
  public static Fields of(Json value, String where) {
    if (value instanceof Json.Obj object) {
      return new Fields(object, where);
    }
    throw new JsonException(where + " must be an object");
  }

  public String text(String name) {
    return textOrNone(name).orElseThrow(() -> lacks(name, "text"));
  }

  public Optional<String> textOrNone(String name) {
    return find(name).map(v -> asText(v, name));
  }

  public long integer(String name) {
    return integerOrNone(name).orElseThrow(() -> lacks(name, "an integer"));
  }

  public Optional<Long> integerOrNone(String name) {
    return find(name).map(v -> asInteger(v, name));
  }

  /** A yes or no; false when it is not there. */
  public boolean flag(String name) {
    return find(name).map(v -> asFlag(v, name)).orElse(false);
  }

  /** The items of an array of objects, each with its place in its complaints. */
  public List<Fields> objects(String name) {
    return array(name).stream().map(v -> of(v, where + "." + name + "[]")).toList();
  }

  /** The items of an array of text. */
  public List<String> texts(String name) {
    return array(name).stream().map(v -> asText(v, name)).toList();
  }

  public Optional<Fields> objectOrNone(String name) {
    return find(name).map(v -> of(v, where + "." + name));
  }

  /** The value of a member that is there and not null. */
  public Optional<Json> find(String name) {
    return Optional.ofNullable(object.members().get(name)).filter(v -> !(v instanceof Json.Null));
  }

  /**
   * Refuses members that nobody would read.
   *
   * @throws JsonException naming the first member that is not one of these
   */
  public void allowOnly(Collection<String> names) {
    for (String name : object.members().keySet()) {
      if (!names.contains(name)) {
        throw new JsonException(where + " has an unknown member '" + name + "'");
      }
    }
  }

  private List<Json> array(String name) {
    return find(name).map(v -> asArray(v, name)).orElse(List.of());
  }

  private String asText(Json value, String name) {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    throw lacks(name, "text");
  }

  private Long asInteger(Json value, String name) {
    if (value instanceof Json.Int number) {
      return number.value();
    }
    throw lacks(name, "an integer");
  }

  private Boolean asFlag(Json value, String name) {
    if (value instanceof Json.Bool bool) {
      return bool.value();
    }
    throw lacks(name, "true or false");
  }

  private List<Json> asArray(Json value, String name) {
    if (value instanceof Json.Arr arr) {
      return arr.items();
    }
    throw lacks(name, "an array");
  }

  private JsonException lacks(String name, String kind) {
    return new JsonException(where + "." + name + " must be there and be " + kind);
  }
}
