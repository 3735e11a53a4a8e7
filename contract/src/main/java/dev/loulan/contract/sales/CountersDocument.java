package dev.loulan.contract.sales;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Counters;
import java.util.Optional;

/** An epoch's running counters as the ledger, and the server's intake, store them. */
public final class CountersDocument {
  private CountersDocument() {}

  public static Json json(Counters counters) {
    return new JsonObjectBuilder()
        .integer("ledgerNo", counters.ledgerNo())
        .integer("sales", counters.sales())
        .integer("reviews", counters.reviews())
        .integer("gross", counters.grossMinor())
        .textOrNull("currency", Optional.ofNullable(counters.currency()))
        .integer("daySales", counters.daySales())
        .integer("dayReviews", counters.dayReviews())
        .integer("dayGross", counters.dayMinor())
        .textOrNull("lastDay", Optional.ofNullable(counters.lastDay()))
        .build();
  }

  public static Counters stored(Fields fields) {
    return new Counters(
        fields.integer("ledgerNo"),
        fields.integer("sales"),
        fields.integer("reviews"),
        fields.integer("gross"),
        fields.textOrNone("currency").orElse(null),
        fields.integer("daySales"),
        fields.integer("dayReviews"),
        fields.integer("dayGross"),
        fields.textOrNone("lastDay").orElse(null));
  }
}
