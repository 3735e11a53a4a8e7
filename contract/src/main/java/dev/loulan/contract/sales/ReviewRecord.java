package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;

/** A session that the shelf could not read; a person decides by an adjustment. */
public record ReviewRecord(
    String reviewId, String deviceId, String shelf, long seq, long reviewNo, String session) {

  static ReviewRecord stored(Json json) {
    Fields fields = Documents.fields(json);
    return new ReviewRecord(
        fields.text("reviewId"),
        fields.text("deviceId"),
        fields.text("shelf"),
        fields.integer("seq"),
        fields.integer("reviewNo"),
        fields.text("session"));
  }

  Json json() {
    return new JsonObjectBuilder()
        .text("reviewId", reviewId)
        .text("deviceId", deviceId)
        .text("shelf", shelf)
        .integer("seq", seq)
        .integer("reviewNo", reviewNo)
        .text("session", session)
        .build();
  }
}
