package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.TenderReference;
import java.util.Optional;

/**
 * A session that the shelf could not read; a person decides by an adjustment.
 *
 * @param atMicros when it was opened; 0 in what format 1 stored
 * @param tender the payment that was promised for it
 */
public record ReviewRecord(
    String reviewId,
    String deviceId,
    String shelf,
    long seq,
    long reviewNo,
    String session,
    long atMicros,
    String reason,
    Optional<TenderReference> tender) {

  static ReviewRecord stored(Json json) {
    Fields fields = Documents.fields(json);
    return new ReviewRecord(
        fields.text("reviewId"),
        fields.text("deviceId"),
        fields.text("shelf"),
        fields.integer("seq"),
        fields.integer("reviewNo"),
        fields.text("session"),
        fields.integerOrNone("atMicros").orElse(0L),
        fields.textOrNone("reason").orElse(""),
        fields.objectOrNone("tender").map(SaleRecord::tender));
  }

  Json json() {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .text("reviewId", reviewId)
            .text("deviceId", deviceId)
            .text("shelf", shelf)
            .integer("seq", seq)
            .integer("reviewNo", reviewNo)
            .text("session", session)
            .integer("atMicros", atMicros)
            .text("reason", reason);
    tender.ifPresent(promised -> json.json("tender", SaleRecord.json(promised)));
    return json.build();
  }
}
