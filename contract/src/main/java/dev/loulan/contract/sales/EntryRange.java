package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;

/**
 * Entries of one epoch that belong to one day, as batches hold them.
 *
 * @param firstBatch start of the batch that holds the first entry
 * @param fromSeq first entry
 * @param toSeq after the last entry
 */
record EntryRange(String epoch, long firstBatch, long fromSeq, long toSeq) {

  static EntryRange stored(Fields fields) {
    return new EntryRange(
        fields.text("epoch"),
        fields.integer("firstBatch"),
        fields.integer("fromSeq"),
        fields.integer("toSeq"));
  }

  static EntryRange stored(Json json) {
    return stored(Documents.fields(json));
  }

  EntryRange upTo(long seq) {
    return new EntryRange(epoch, firstBatch, fromSeq, seq);
  }

  boolean holds(long seq) {
    return seq >= fromSeq && seq < toSeq;
  }

  Json json() {
    return new JsonObjectBuilder()
        .text("epoch", epoch)
        .integer("firstBatch", firstBatch)
        .integer("fromSeq", fromSeq)
        .integer("toSeq", toSeq)
        .build();
  }
}
