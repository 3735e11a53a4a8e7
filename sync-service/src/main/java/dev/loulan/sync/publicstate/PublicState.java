package dev.loulan.sync.publicstate;

import dev.loulan.contract.Definition;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the contract stored in public, put together again from where it was written. */
public final class PublicState {
  private final TreeMap<String, byte[]> rows = new TreeMap<>();

  public void put(Definition definition, String key, byte[] value) {
    rows.put(definition.name() + "/" + key, value);
  }

  /** Takes a write in, if it is public. */
  public void apply(LedgerWrite write) {
    if (write.collection().isEmpty() && write.value().length > 0) {
      put(write.definition(), write.key(), write.value());
    } else if (write.collection().isEmpty()) {
      delete(write.definition(), write.key());
    }
  }

  public void delete(Definition definition, String key) {
    rows.remove(definition.name() + "/" + key);
  }

  /** All rows of a definition whose keys begin so, in key order. */
  public NavigableMap<String, byte[]> under(Definition definition, String prefix) {
    String from = definition.name() + "/" + prefix + "/";
    String to = definition.name() + "/" + prefix + "0";
    return rows.subMap(from, true, to, false);
  }
}
