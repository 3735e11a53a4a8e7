package dev.loulan.simulation.check;

import dev.loulan.contract.sales.BatchContent;
import dev.loulan.contract.sales.ReviewRecord;
import dev.loulan.contract.sales.SaleRecord;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.matching.TenderReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands on the ledger, read from its state and not through the contract. */
public final class LedgerFacts {
  private static final String PRIVATE_BATCH = "SALES|trade|batch/";
  private static final String DAY = "SALES||day/";
  private static final String STATEMENT = "TERMS||statement/USD/";
  private static final String PAYOUT = "TERMS||payout/USD/";
  private static final String ADJUSTMENT = "TERMS|trade|adjustment/";

  private final List<Sale> sales = new ArrayList<>();
  private final List<Review> reviews = new ArrayList<>();

  /** A sale on the ledger. */
  public record Sale(String saleId, String device, String session, long gross, String reference) {}

  /** A review on the ledger. */
  public record Review(String reviewId, String device, String session) {}

  private LedgerFacts() {}

  public static LedgerFacts of(SortedMap<String, byte[]> state) {
    LedgerFacts facts = new LedgerFacts();
    batches(state).forEach(facts::read);
    return facts;
  }

  /** What each batch holds; a key is {@code device/epoch/from}. */
  static List<BatchContent> batches(SortedMap<String, byte[]> state) {
    return under(state, PRIVATE_BATCH).entrySet().stream()
        .map(batch -> BatchContent.decode(batch.getKey().split("/", -1)[0], batch.getValue()))
        .toList();
  }

  private void read(BatchContent batch) {
    for (SaleRecord sale : batch.sales()) {
      sales.add(
          new Sale(
              sale.saleId(),
              sale.deviceId(),
              sale.session(),
              sale.grossMinor(),
              sale.tender().map(TenderReference::reference).orElse("")));
    }
    for (ReviewRecord review : batch.reviews()) {
      reviews.add(new Review(review.reviewId(), review.deviceId(), review.session()));
    }
  }

  public List<Sale> sales() {
    return sales;
  }

  public List<Review> reviews() {
    return reviews;
  }

  /** Closed days as their stored text, by day and device. */
  static SortedMap<String, byte[]> closedDays(SortedMap<String, byte[]> state) {
    return under(state, DAY);
  }

  /** The statements of a day, run after run; of all days for an empty one. */
  static List<Fields> statements(SortedMap<String, byte[]> state, String day) {
    return under(state, day.isEmpty() ? STATEMENT : STATEMENT + day + "/").values().stream()
        .map(LedgerFacts::fields)
        .toList();
  }

  static List<Fields> payouts(SortedMap<String, byte[]> state) {
    return under(state, PAYOUT).values().stream().map(LedgerFacts::fields).toList();
  }

  static List<Fields> adjustments(SortedMap<String, byte[]> state) {
    return under(state, ADJUSTMENT).values().stream().map(LedgerFacts::fields).toList();
  }

  /** The entries under a prefix, by the rest of their keys. */
  static SortedMap<String, byte[]> under(SortedMap<String, byte[]> state, String prefix) {
    TreeMap<String, byte[]> found = new TreeMap<>();
    state
        .subMap(prefix, prefix + Character.MAX_VALUE)
        .forEach((key, value) -> found.put(key.substring(prefix.length()), value));
    return found;
  }

  static Fields fields(byte[] json) {
    return Fields.of(JsonReader.read(json), "ledger");
  }
}
