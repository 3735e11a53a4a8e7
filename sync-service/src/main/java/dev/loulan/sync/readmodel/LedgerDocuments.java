package dev.loulan.sync.readmodel;

import dev.loulan.contract.sales.ReviewRecord;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Evidence;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sales and reviews as {@link Documents} shows them, from what the ledger holds: the entry itself,
 * or, where format 1 kept none, its record. Steps, scans and doors are never on the ledger.
 */
final class LedgerDocuments {
  private static final Json NONE = new Json.Null();

  private LedgerDocuments() {}

  static Json.Obj sale(SaleRecord record, String currency, @Nullable JournalEntry entry) {
    JsonObjectBuilder document = ofRecord(record, currency);
    List<Evidence> evidence = List.of();
    if (entry != null && entry.body() instanceof Sale sale) {
      document = Documents.sale(sale);
      evidence = sale.evidence();
    }
    document.text("saleId", record.saleId());
    return common(document, record.saleId(), record.seq(), record.atMicros(), evidence);
  }

  static Json.Obj review(ReviewRecord record, @Nullable JournalEntry entry) {
    JsonObjectBuilder document = ofRecord(record);
    List<Evidence> evidence = List.of();
    if (entry != null && entry.body() instanceof ReviewOpened review) {
      document = Documents.review(review);
      evidence = review.evidence();
    }
    document.text("reviewId", record.reviewId());
    return common(document, record.reviewId(), record.seq(), record.atMicros(), evidence);
  }

  /** An id is {@code device:epoch:seq}. */
  private static Json.Obj common(
      JsonObjectBuilder document, String id, long seq, long atMicros, List<Evidence> evidence) {
    String[] parts = id.split(":", -1);
    return document
        .text("device", parts[0])
        .text("epoch", parts[1])
        .integer("seq", seq)
        .integer("atMicros", atMicros)
        .array("evidence", Documents.evidence(evidence))
        .array("steps", List.of())
        .array("scans", List.of())
        .array("doors", List.of())
        .build();
  }

  private static JsonObjectBuilder ofRecord(SaleRecord record, String currency) {
    return new JsonObjectBuilder()
        .integer("saleNo", record.saleNo())
        .text("session", record.session())
        .json("tender", Fields.of(record.json(), "sale").find("tender").orElse(NONE))
        .text("currency", currency)
        .integer("gross", record.grossMinor())
        .array("lines", record.lines().stream().map(LedgerDocuments::line).toList());
  }

  private static JsonObjectBuilder ofRecord(ReviewRecord record) {
    return new JsonObjectBuilder()
        .integer("reviewNo", record.reviewNo())
        .text("session", record.session())
        .json("tender", Fields.of(record.json(), "review").find("tender").orElse(NONE))
        .text("reason", record.reason())
        .array("candidates", List.of());
  }

  private static Json line(SaleRecord.Line line) {
    return new JsonObjectBuilder()
        .text("gtin", line.gtin())
        .integer("quantity", line.quantity())
        .integer("unitPrice", line.unitPriceMinor())
        .integer("amount", Math.multiplyExact(line.quantity(), line.unitPriceMinor()))
        .text("supplierId", line.supplierId())
        .integer("taxBp", line.taxBp())
        .text("priceVersion", "")
        .text("planogramVersion", "")
        .integer("confidencePpm", line.confidencePpm())
        .json("runnerUp", NONE)
        .build();
  }
}
