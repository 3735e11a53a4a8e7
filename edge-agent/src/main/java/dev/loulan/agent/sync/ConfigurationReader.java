package dev.loulan.agent.sync;

import dev.loulan.agent.documents.DocumentReader;
import dev.loulan.agent.documents.DocumentRefused;
import dev.loulan.agent.session.ShelfDocument;
import dev.loulan.agent.session.ShelfSettings;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration as the server gives it, with the documents that verify.
 *
 * @param restocking whether the next session is a delivery
 * @param documents each with its JSON, so that it can be kept
 * @param refused why the others were not taken
 */
record ConfigurationReader(
    long version,
    ShelfSettings settings,
    boolean restocking,
    Map<ShelfDocument, Json> documents,
    List<String> refused) {

  /**
   * @throws dev.loulan.domain.json.JsonException when it is no configuration
   * @throws java.time.DateTimeException when zone or cut-off are none
   */
  static ConfigurationReader read(Json json, Optional<DocumentReader> reader, boolean wholeFeed) {
    Fields fields = Fields.of(json, "configuration");
    Fields device = fields.objectOrNone("device").orElseThrow();
    Map<ShelfDocument, Json> documents = new LinkedHashMap<>();
    List<String> refused = new ArrayList<>();
    for (Json each : documents(fields)) {
      if (reader.isEmpty()) {
        refused.add("The operator's key is not known: set loulan.agent.operator-key.");
        break;
      }
      try {
        documents.put(reader.get().read(each), each);
      } catch (DocumentRefused e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    return new ConfigurationReader(
        fields.integer("version"),
        settings(device, wholeFeed),
        device.find("restocking").filter(new Json.Bool(true)::equals).isPresent(),
        documents,
        refused);
  }

  /** The operator's key, where the server names it. */
  static Optional<String> operatorKey(Json json) {
    return Fields.of(json, "configuration")
        .objectOrNone("device")
        .flatMap(d -> d.textOrNone("operatorKey"));
  }

  static ShelfSettings settings(Fields device, boolean wholeFeed) {
    return new ShelfSettings(
        ZoneId.of(device.text("zone")),
        LocalTime.parse(device.text("cutoff")).toSecondOfDay(),
        device.text("currency"),
        wholeFeed);
  }

  private static List<Json> documents(Fields fields) {
    List<Json> found = new ArrayList<>();
    fields.find("planogram").ifPresent(found::add);
    if (fields.find("prices").orElse(new Json.Null()) instanceof Json.Arr prices) {
      found.addAll(prices.items());
    }
    return found;
  }
}
