package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;

/**
 * A run that reckoned a month.
 *
 * @param agreements those in force then, as {@code agreementId/version}
 */
record MonthRun(String month, long run, List<String> agreements) {

  /** Keeps its own list. */
  MonthRun {
    agreements = List.copyOf(agreements);
  }

  static MonthRun of(Fields fields) {
    return new MonthRun(fields.text("month"), fields.integer("run"), fields.texts("agreements"));
  }

  Json json() {
    return new JsonObjectBuilder()
        .text("month", month)
        .integer("run", run)
        .texts("agreements", agreements)
        .build();
  }
}
