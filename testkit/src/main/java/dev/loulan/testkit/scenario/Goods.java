package dev.loulan.testkit.scenario;

import dev.loulan.domain.Gtin;
import java.util.List;

/**
 * A product of a scenario's shelf, with what only the simulator knows of it.
 *
 * @param meanMg true mean weight of a unit
 * @param spreadMg true standard deviation between units
 * @param weighingsMg units that were weighed for the catalogue
 * @param plates indexes of the plates that it stands on
 */
public record Goods(
    Gtin gtin,
    double meanMg,
    double spreadMg,
    List<Long> weighingsMg,
    long priceMinor,
    List<Integer> plates) {
  public Goods {
    weighingsMg = List.copyOf(weighingsMg);
    plates = List.copyOf(plates);
  }
}
