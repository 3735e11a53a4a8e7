package dev.loulan.contract.terms;

import dev.loulan.domain.BasisPoints;
import dev.loulan.domain.agreement.Terms;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which shares hold on a day.
 *
 * @param soldMinor sold in the month before the day, by agreement id
 */
record Tiers(SortedMap<String, Long> soldMinor) {

  /** The agreements' own shares. */
  static final Tiers NONE = new Tiers(new TreeMap<>());

  /** The highest tier that the month has reached, or the agreement's own shares. */
  List<BasisPoints> shares(Terms terms) {
    return terms.sharesAt(soldMinor.getOrDefault(terms.agreementId(), 0L));
  }
}
