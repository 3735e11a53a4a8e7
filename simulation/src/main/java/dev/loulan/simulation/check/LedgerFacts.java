package dev.loulan.simulation.check;

import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands on the ledger, read from its state and not through the contract. */
public final class LedgerFacts {
  private static final String PRIVATE_BATCH = "SALES|trade|batch/";
  private static final String DAY = "SALES||day/";
  private static final String STATEMENT = "TERMS||statement/USD/";
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
    under(state, PRIVATE_BATCH).values().forEach(value -> facts.read(fields(value)));
    return facts;
  }

  private void read(Fields batch) {
    for (Fields sale : batch.objects("sales")) {
      sales.add(
          new Sale(
              sale.text("saleId"),
              sale.text("deviceId"),
              sale.text("session"),
              sale.integer("gross"),
              sale.objectOrNone("tender").map(t -> t.text("reference")).orElse("")));
    }
    for (Fields review : batch.objects("reviews")) {
      reviews.add(
          new Review(review.text("reviewId"), review.text("deviceId"), review.text("session")));
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

  /** The statements of a day, run after run. */
  static List<Fields> statements(SortedMap<String, byte[]> state, String day) {
    return under(state, STATEMENT + day + "/").values().stream().map(LedgerFacts::fields).toList();
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
