package dev.loulan.sync.audit;

import dev.loulan.contract.Definition;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.sync.publicstate.PublicState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What follows from the ledger's own rows: each party's balance from the statements of all runs,
 * and each device's sales from its batches; and where two of the books disagree.
 *
 * @param balances {@code currency/party/partyId} to minor units
 * @param sales device to how many sales its batches hold
 */
public record Books(
    TreeMap<String, Long> balances, TreeMap<String, Long> sales, List<String> differences) {

  public static Books of(PublicState state) {
    TreeMap<String, Long> balances = new TreeMap<>();
    TreeMap<String, Long> sales = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    TreeMap<String, Long> posted = new TreeMap<>();
    for (Fields statement : fields(state, Definition.TERMS, "statement")) {
      addStatement(statement, balances, differences);
    }
    for (Fields month : fields(state, Definition.TERMS, "month")) {
      addMonth(month, balances, differences);
    }
    state
        .under(Definition.TERMS, "delta")
        .forEach((key, value) -> {
          Fields delta = Fields.of(JsonReader.read(value), "delta");
          // delta/currency/…
          String currency = key.split("/", -1)[2];
          posted.merge(place(currency, delta), delta.integer("amount"), Math::addExact);
        });
    if (!posted.equals(balances)) {
      differences.add(
          "The statements add up to %s, the postings to %s".formatted(balances, posted));
    }
    addDevices(state, sales, differences);
    return new Books(balances, sales, List.copyOf(differences));
  }

  private static void addStatement(
      Fields statement, TreeMap<String, Long> balances, List<String> differences) {
    String currency = statement.text("currency");
    long sum = 0;
    for (Fields share : statement.objects("shares")) {
      sum = Math.addExact(sum, share.integer("amount"));
      balances.merge(place(currency, share), share.integer("amount"), Math::addExact);
    }
    if (sum != statement.integer("gross")) {
      differences.add(
          "The shares of %s, run %d, add up to %d, its gross is %d"
              .formatted(
                  statement.text("day"),
                  statement.integer("run"),
                  sum,
                  statement.integer("gross")));
    }
  }

  /** A month's end only moves amounts between parties. */
  private static void addMonth(
      Fields month, TreeMap<String, Long> balances, List<String> differences) {
    long sum = 0;
    for (Fields share : month.objects("shares")) {
      sum = Math.addExact(sum, share.integer("amount"));
      balances.merge(place(month.text("currency"), share), share.integer("amount"), Math::addExact);
    }
    if (sum != 0) {
      differences.add(
          "The shares of %s, run %d, add up to %d, not to nothing"
              .formatted(month.text("month"), month.integer("run"), sum));
    }
  }

  private static void addDevices(
      PublicState state, TreeMap<String, Long> sales, List<String> differences) {
    TreeMap<String, Long> gross = new TreeMap<>();
    for (Fields batch : fields(state, Definition.SALES, "batch")) {
      sales.merge(batch.text("deviceId"), batch.integer("sales"), Math::addExact);
      gross.merge(batch.text("deviceId"), batch.integer("gross"), Math::addExact);
    }
    state
        .under(Definition.SALES, "head")
        .forEach((key, value) -> {
          String device = key.substring(key.lastIndexOf('/') + 1);
          Fields totals =
              Fields.of(JsonReader.read(value), "head").objectOrNone("totals").orElseThrow();
          long sold = sales.getOrDefault(device, 0L);
          long earned = gross.getOrDefault(device, 0L);
          if (sold != totals.integer("sales") || earned != totals.integer("gross")) {
            differences.add(
                "The batches of %s hold %d sales of %d, its total is %d of %d"
                    .formatted(
                        device, sold, earned, totals.integer("sales"), totals.integer("gross")));
          }
        });
  }

  private static String place(String currency, Fields share) {
    return currency + "/" + share.text("party") + "/" + share.text("partyId");
  }

  private static List<Fields> fields(PublicState state, Definition definition, String prefix) {
    return state.under(definition, prefix).values().stream()
        .map(value -> Fields.of(JsonReader.read(value), prefix))
        .toList();
  }
}
