package dev.loulan.sync.audit;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.publicstate.PublicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Recomputes every balance from the ledger's rows and compares with what ledgers answer.
 *
 * @param balances as recomputed
 * @param differences a sentence for each; none when the ledger is sound
 */
public record Audit(TreeMap<String, Long> balances, List<String> differences) {
  private static final Caller AUDITOR = new Caller("auditor", PartyRole.PLATFORM);

  public boolean sound() {
    return differences.isEmpty();
  }

  /**
   * Audits.
   *
   * @param answering ledgers whose answers are held against the books, by name
   */
  public static Audit of(PublicState state, Map<String, LedgerGateway> answering) {
    Books books = Books.of(state);
    List<String> differences = new ArrayList<>(books.differences());
    new TreeMap<>(answering).forEach((name, ledger) -> compare(books, name, ledger, differences));
    return new Audit(books.balances(), List.copyOf(differences));
  }

  private static void compare(
      Books books, String name, LedgerGateway ledger, List<String> differences) {
    TreeMap<String, Long> said = new TreeMap<>();
    TreeSet<String> currencies = new TreeSet<>();
    books.balances().keySet().forEach(place -> currencies.add(place.substring(0, 3)));
    for (String currency : currencies) {
      byte[] answer =
          ledger.query(AUDITOR, ContractCalls.balances(new Currency(currency))).payload();
      for (Fields balance : Fields.of(JsonReader.read(answer), "balances").objects("balances")) {
        said.put(
            currency + "/" + balance.text("party") + "/" + balance.text("partyId"),
            balance.integer("amount"));
      }
    }
    if (!said.equals(books.balances())) {
      differences.add(
          "%s answers %s, the statements add up to %s".formatted(name, said, books.balances()));
    }
    books
        .sales()
        .forEach((device, count) -> {
          byte[] answer = ledger.query(AUDITOR, ContractCalls.devicePosition(device)).payload();
          long sales = Fields.of(JsonReader.read(answer), "position").integer("sales");
          if (sales != count) {
            differences.add(
                "%s answers %d sales of %s, its batches hold %d"
                    .formatted(name, sales, device, count));
          }
        });
  }
}
