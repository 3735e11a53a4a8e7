package dev.loulan.contract.sales;

import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.matching.TenderReference;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
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

  /** The record of a review in a device's journal. */
  static ReviewRecord of(String deviceId, String shelf, JournalEntry entry, ReviewOpened review) {
    return new ReviewRecord(
        EntryId.of(deviceId, entry),
        deviceId,
        shelf,
        entry.seq(),
        review.reviewNo(),
        review.session(),
        entry.header().atMicros(),
        review.reason(),
        Optional.ofNullable(review.tender()).map(SaleRecord::tender));
  }

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

  public Json json() {
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
