package dev.loulan.contract.terms;

import dev.loulan.contract.StatePort;
import dev.loulan.contract.StateReader;
import dev.loulan.contract.state.Documents;
import dev.loulan.contract.state.Key;
import dev.loulan.domain.Currency;
import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What each party was allotted by all settled days and months, and what of it was paid or is on its
 * way. An amount below 0 stays and is made up by later days.
 */
final class Balances {
  private static final String DELTA = "delta";

  private final Currency currency;
  private final PartyAmounts allotted = new PartyAmounts();
  private final PartyAmounts paid = new PartyAmounts();

  private Balances(Currency currency) {
    this.currency = currency;
  }

  static Balances of(StateReader state, Currency currency) {
    Balances balances = new Balances(currency);
    Documents.under(state, DELTA, currency.code()).forEach(delta -> add(balances.allotted, delta));
    for (Json payout : Payouts.all(state, currency)) {
      Fields fields = Documents.fields(payout);
      if (!fields.text("state").equals("rejected")) {
        fields.objects("items").forEach(item -> add(balances.paid, item));
      }
    }
    return balances;
  }

  /**
   * Adds what a run posted.
   *
   * @param period day or month that the amounts belong to
   */
  static void post(
      StatePort state, Currency currency, String period, long run, PartyAmounts amounts) {
    amounts
        .all()
        .forEach((place, amount) ->
            state.put(
                Key.of(
                    DELTA,
                    currency.code(),
                    place.role().word(),
                    place.partyId(),
                    period,
                    Key.index(run)),
                new JsonObjectBuilder()
                    .text("party", place.role().word())
                    .text("partyId", place.partyId())
                    .integer("amount", amount)
                    .build()
                    .canonical()));
  }

  long dueMinor(PartyAmounts.Place place) {
    return Math.subtractExact(
        allotted.all().getOrDefault(place, 0L), paid.all().getOrDefault(place, 0L));
  }

  /** In the order of the roles' words. */
  Json json() {
    List<Json> balances = new ArrayList<>();
    allotted.all().keySet().stream()
        .sorted(
            java.util.Comparator.comparing((PartyAmounts.Place place) -> place.role().word())
                .thenComparing(PartyAmounts.Place::partyId))
        .forEach(place ->
            balances.add(
                new JsonObjectBuilder()
                    .text("party", place.role().word())
                    .text("partyId", place.partyId())
                    .integer("amount", allotted.all().getOrDefault(place, 0L))
                    .integer("paid", paid.all().getOrDefault(place, 0L))
                    .integer("due", dueMinor(place))
                    .build()));
    return new JsonObjectBuilder()
        .text("currency", currency.code())
        .array("balances", balances)
        .build();
  }

  private static void add(PartyAmounts amounts, Json stored) {
    add(amounts, Documents.fields(stored));
  }

  private static void add(PartyAmounts amounts, Fields fields) {
    amounts.add(
        new PartyAmounts.Place(ShareRole.ofWord(fields.text("party")), fields.text("partyId")),
        fields.integer("amount"));
  }
}
