package dev.loulan.domain.agreement;

import dev.loulan.domain.BasisPoints;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the supplier is paid for its goods before profit is shared.
 *
 * @param costMinorByGtin cost price of one unit, in minor units
 * @param others the cost of products not named, as a part of their price; none means that a product
 *     not named cannot be settled
 */
public record SupplierCosts(SortedMap<String, Long> costMinorByGtin, Optional<BasisPoints> others) {

  public static final SupplierCosts NONE = new SupplierCosts(new TreeMap<>(), Optional.empty());

  /** Checks that no cost is negative. */
  public SupplierCosts {
    costMinorByGtin = Collections.unmodifiableSortedMap(new TreeMap<>(costMinorByGtin));
    for (var cost : costMinorByGtin.entrySet()) {
      if (cost.getValue() < 0) {
        throw TermsException.invalid("The cost of " + cost.getKey() + " is negative");
      }
    }
  }

  public boolean knows(String gtin) {
    return costMinorByGtin.containsKey(gtin) || others.isPresent();
  }
}
