package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The planogram with the prices that hold now.
 *
 * @param planogram its products carry the prices
 * @param terms owner and tax of each product
 * @param priceVersion version of the price list; {@code none} before the first
 */
public record Catalogue(Planogram planogram, SortedMap<Gtin, Terms> terms, String priceVersion) {

  /** Before the first planogram: nothing can be sold. */
  public static final Catalogue EMPTY =
      new Catalogue(
          new Planogram("none", new TreeMap<>(), new TreeMap<>()), new TreeMap<>(), "none");

  public Catalogue {
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
  }

  public Optional<Terms> termsOf(Gtin gtin) {
    return Optional.ofNullable(terms.get(gtin));
  }
}
