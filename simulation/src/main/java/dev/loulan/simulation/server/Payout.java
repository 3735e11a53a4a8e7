package dev.loulan.simulation.server;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the bank is told to pay.
 *
 * @param amounts minor units by {@code role partyId}
 */
record Payout(String id, SortedMap<String, Long> amounts) {
  Payout {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }

  /** The same under the same name, each party a cent more. */
  Payout dearer() {
    return new Payout(
        id,
        amounts.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue() + 1, Long::sum, TreeMap::new)));
  }

  Json.Obj json() {
    return new JsonObjectBuilder()
        .text("payoutId", id)
        .text("currency", Operator.USD.code())
        .array("items", amounts.entrySet().stream().map(Payout::item).toList())
        .build();
  }

  private static Json item(Map.Entry<String, Long> amount) {
    String[] place = amount.getKey().split(" ", 2);
    return new JsonObjectBuilder()
        .text("party", place[0])
        .text("partyId", place[1])
        .integer("amount", amount.getValue())
        .build();
  }
}
