package dev.loulan.contract.terms;

import dev.loulan.domain.agreement.ShareRole;
import dev.loulan.domain.agreement.SharingParty;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums of amounts by role and party, over any number of agreements. */
final class PartyAmounts {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::role).thenComparing(Place::partyId);

  private final TreeMap<Place, Long> amounts = new TreeMap<>(ORDER);

  /** A party in one role. */
  record Place(ShareRole role, String partyId) {}

  void add(Terms terms, List<Long> inOrderOfParties) {
    for (int i = 0; i < inOrderOfParties.size(); i++) {
      SharingParty party = terms.parties().get(i);
      amounts.merge(
          new Place(party.role(), party.partyId()), inOrderOfParties.get(i), Math::addExact);
    }
  }

  void add(Place place, long amount) {
    amounts.merge(place, amount, Math::addExact);
  }

  SortedMap<Place, Long> all() {
    return Collections.unmodifiableSortedMap(amounts);
  }

  /** These less others times a factor, by party. */
  PartyAmounts scaledLess(long factor, PartyAmounts others) {
    PartyAmounts difference = new PartyAmounts();
    amounts.forEach((place, amount) ->
        difference.amounts.merge(place, Math.multiplyExact(amount, factor), Math::addExact));
    others.amounts.forEach((place, amount) ->
        difference.amounts.merge(place, Math.negateExact(amount), Math::addExact));
    return difference;
  }

  long sum() {
    return amounts.values().stream().reduce(0L, Math::addExact);
  }

  /**
   * The parties with their amounts.
   *
   * @param name of the member that holds the amount
   */
  List<Json> json(String name) {
    List<Json> json = new ArrayList<>();
    amounts.forEach((place, amount) -> json.add(json(place, name, amount)));
    return json;
  }

  /** One agreement's amounts in the order of its parties. */
  static List<Json> inOrder(Terms terms, String name, List<Long> amounts) {
    List<Json> json = new ArrayList<>();
    for (int i = 0; i < amounts.size(); i++) {
      SharingParty party = terms.parties().get(i);
      json.add(json(new Place(party.role(), party.partyId()), name, amounts.get(i)));
    }
    return json;
  }

  private static Json json(Place place, String name, long amount) {
    return new JsonObjectBuilder()
        .text("party", place.role().word())
        .text("partyId", place.partyId())
        .integer(name, amount)
        .build();
  }
}
