package dev.loulan.domain.planogram;

import dev.loulan.domain.Gtin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands where, in one version.
 *
 * @param version name of this version, quoted in every sale
 * @param products every known product, also those without a place
 * @param places the plates on which a product stands, in order; each product here is in {@code
 *     products}
 */
public record Planogram(
    String version, SortedMap<Gtin, Product> products, SortedMap<Gtin, List<PlateId>> places) {

  /**
   * @throws IllegalArgumentException when a place names a product that is not known or no plate
   */
  public Planogram {
    SortedMap<Gtin, List<PlateId>> copy = new TreeMap<>();
    for (var place : places.entrySet()) {
      if (!products.containsKey(place.getKey()) || place.getValue().isEmpty()) {
        throw new IllegalArgumentException(
            "The place of " + place.getKey() + " needs a known product and a plate");
      }
      copy.put(place.getKey(), place.getValue().stream().distinct().sorted().toList());
    }
    places = Collections.unmodifiableSortedMap(copy);
    products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
  }

  public Optional<Product> product(Gtin gtin) {
    return Optional.ofNullable(products.get(gtin));
  }

  /** The plates on which the product stands; empty when it has no place. */
  public List<PlateId> platesOf(Gtin gtin) {
    return places.getOrDefault(gtin, List.of());
  }

  /** The products that stand on the plate, by GTIN. */
  public List<Product> productsOn(PlateId plate) {
    List<Product> found = new ArrayList<>();
    for (var place : places.entrySet()) {
      if (place.getValue().contains(plate)) {
        found.add(products.get(place.getKey()));
      }
    }
    return found;
  }

  /** Every plate that some product stands on. */
  public NavigableSet<PlateId> plates() {
    NavigableSet<PlateId> plates = new TreeSet<>();
    places.values().forEach(plates::addAll);
    return plates;
  }
}
