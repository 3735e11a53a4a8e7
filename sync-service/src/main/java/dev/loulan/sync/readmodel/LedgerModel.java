package dev.loulan.sync.readmodel;

import dev.loulan.contract.sales.BatchContent;
import dev.loulan.contract.sales.ReviewRecord;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.Restock;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.publicstate.LedgerWrite;
import dev.loulan.sync.store.Session;
import dev.loulan.sync.store.SqliteFile;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the read model from the ledger alone, transaction by transaction, without the server's
 * intake. Sales, reviews, days and sums are all there. What devices never send to the ledger is
 * not: the steps, scans and doors behind a sale are empty until the projector adds them from the
 * intake.
 */
public final class LedgerModel {
  private final SqliteFile model;
  private final Map<String, String> currencies = new HashMap<>();

  public LedgerModel(SqliteFile model) {
    this.model = model;
  }

  /**
   * Takes in what one transaction wrote.
   *
   * @throws LedgerUnavailableException when the private part of a batch is missing
   */
  public void take(List<LedgerWrite> transaction) {
    for (LedgerWrite write : transaction) {
      if (write.is("device", false)) {
        Fields device = fields(write);
        currencies.put(device.text("deviceId"), device.text("currency"));
      }
    }
    requirePrivateParts(transaction);
    var _ =
        model.write(session -> {
          for (LedgerWrite write : transaction) {
            if (write.is("batch", true)) {
              addBatch(session, write);
            }
          }
          for (LedgerWrite write : transaction) {
            if (write.is("day", false)) {
              closeDay(session, fields(write));
            }
          }
          return transaction;
        });
  }

  private static void requirePrivateParts(List<LedgerWrite> transaction) {
    for (LedgerWrite batch : transaction) {
      if (batch.is("batch", false)
          && transaction.stream().noneMatch(w -> w.is("batch", true) && w.key().equals(batch.key()))
          && fields(batch).integer("sales") + fields(batch).integer("reviews") > 0) {
        throw new LedgerUnavailableException(
            "its copy here lacks the private part of %s; let it catch up, or read a member's peer"
                .formatted(batch.key()));
      }
    }
  }

  /** A batch's key is {@code batch/device/epoch/from}. */
  private void addBatch(Session session, LedgerWrite write) throws SQLException {
    String device = write.key().split("/", -1)[1];
    BatchContent batch = BatchContent.decode(device, write.value());
    Map<Long, JournalEntry> entries = new HashMap<>();
    batch.entries().forEach(entry -> entries.put(entry.seq(), entry));
    for (SaleRecord sale : batch.sales()) {
      session.change(
          "INSERT INTO sale (sale_id, device, at_micros, currency, gross, document)"
              + " VALUES (?, ?, ?, ?, ?, ?)",
          sale.saleId(),
          device,
          sale.atMicros(),
          currency(device),
          sale.grossMinor(),
          LedgerDocuments.sale(sale, currency(device), entries.get(sale.seq())).text());
    }
    for (JournalEntry entry : batch.entries()) {
      if (entry.body() instanceof Restock restock) {
        String id = device + ":" + write.key().split("/", -1)[2] + ":" + entry.seq();
        Restocks.add(session, device, id, entry.header().atMicros(), restock);
      }
    }
    for (ReviewRecord review : batch.reviews()) {
      session.change(
          "INSERT INTO review (review_id, device, at_micros, document) VALUES (?, ?, ?, ?)",
          review.reviewId(),
          device,
          review.atMicros(),
          LedgerDocuments.review(review, entries.get(review.seq())).text());
    }
  }

  private void closeDay(Session session, Fields day) throws SQLException {
    String device = day.text("deviceId");
    for (String table : List.of("sale", "review")) {
      List<String> open =
          session.all(
              row -> row.getString(1),
              "SELECT " + table + "_id FROM " + table + " WHERE device = ? AND day IS NULL",
              device);
      for (String id : open) {
        if (isWithin(id, day.objects("ranges"))) {
          session.change(
              "UPDATE " + table + " SET day = ? WHERE " + table + "_id = ?", day.text("day"), id);
        }
      }
    }
    session.change(
        "INSERT INTO closed_day (device, day, currency, sales, reviews, sum, at_micros)"
            + " VALUES (?, ?, ?, ?, ?, ?, 0)",
        device,
        day.text("day"),
        currency(device),
        day.integer("sales"),
        day.integer("reviews"),
        day.integer("gross"));
  }

  /** An id is {@code device:epoch:seq}. */
  private static boolean isWithin(String id, List<Fields> ranges) {
    String[] parts = id.split(":", -1);
    long seq = Long.parseLong(parts[2]);
    return ranges.stream()
        .anyMatch(range ->
            range.text("epoch").equals(parts[1])
                && seq >= range.integer("fromSeq")
                && seq < range.integer("toSeq"));
  }

  private String currency(String device) {
    return currencies.getOrDefault(device, "");
  }

  private static Fields fields(LedgerWrite write) {
    return Fields.of(JsonReader.read(write.value()), write.key());
  }
}
