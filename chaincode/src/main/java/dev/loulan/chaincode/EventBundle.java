package dev.loulan.chaincode;

import java.nio.charset.StandardCharsets;

/**
 * Fabric takes one event a transaction, so all events of a call travel as one: the JSON array
 * {@code [{"name":"BatchAccepted","payload":{…}}]}, in the order in which the call announced them.
 */
final class EventBundle {
  static final String NAME = "loulan";

  private final StringBuilder items = new StringBuilder();

  /** Adds an event; the payload is JSON already. */
  void add(String name, byte[] payload) {
    items
        .append(items.isEmpty() ? "" : ",")
        .append("{\"name\":\"")
        .append(name)
        .append("\",\"payload\":")
        .append(new String(payload, StandardCharsets.UTF_8))
        .append('}');
  }

  byte[] bytes() {
    return ("[" + items + "]").getBytes(StandardCharsets.UTF_8);
  }
}
