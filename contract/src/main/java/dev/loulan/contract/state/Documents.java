package dev.loulan.contract.state;

import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import java.util.List;
import java.util.Optional;

/** Reads stored values as the JSON documents that they are. */
public final class Documents {
  /** The one private collection; its members are operator, host and supplier. */
  public static final String TRADE = "trade";

  private Documents() {}

  public static Optional<Json> find(StateReader state, String key) {
    return parse(state.get(key));
  }

  public static Optional<Json> findPrivate(StateReader state, String key) {
    return parse(state.getPrivate(TRADE, key));
  }

  /** Stores a private document, and in public its SHA-256 (hex) under the same key. */
  public static void putPrivate(StatePort state, String key, Json document) {
    byte[] bytes = document.canonical();
    state.putPrivate(TRADE, key, bytes);
    state.put(key, new Json.Text(Signatures.sha256Hex(bytes)).canonical());
  }

  /** All documents whose keys begin with these parts, in key order. */
  public static List<Json> under(StateReader state, String... parts) {
    return state.range(Key.under(parts), Key.end(parts)).stream()
        .map(row -> JsonReader.read(row.value()))
        .toList();
  }

  /** As {@link #under}, in the private collection. */
  public static List<Json> privateUnder(StateReader state, String... parts) {
    return state.rangePrivate(TRADE, Key.under(parts), Key.end(parts)).stream()
        .map(row -> JsonReader.read(row.value()))
        .toList();
  }

  /** A row's document. */
  public static Fields read(StateReader.Row row) {
    return fields(JsonReader.read(row.value()));
  }

  /** A stored document's members; what is stored was checked when it was written. */
  public static Fields fields(Json stored) {
    return Fields.of(stored, "stored");
  }

  private static Optional<Json> parse(byte[] value) {
    return value.length == 0 ? Optional.empty() : Optional.of(JsonReader.read(value));
  }
}
