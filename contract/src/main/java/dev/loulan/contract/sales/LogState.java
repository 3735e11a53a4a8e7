package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;

/** Root and counters of one epoch at one size. A later epoch may name it as its parent. */
record LogState(String epoch, long size, Bytes root, Counters counters) {

  static LogState stored(Json json) {
    Fields fields = Documents.fields(json);
    return new LogState(
        fields.text("epoch"),
        fields.integer("size"),
        Bytes.ofBase64(fields.text("root")),
        CountersDocument.stored(fields.objectOrNone("counters").orElseThrow()));
  }

  Json json() {
    return new JsonObjectBuilder()
        .text("epoch", epoch)
        .integer("size", size)
        .text("root", root.base64())
        .json("counters", CountersDocument.json(counters))
        .build();
  }
}
