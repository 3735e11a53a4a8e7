package dev.loulan.testkit.sim;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;

/**
 * A product of the demo shelf and the plate on which it stands.
 *
 * @param unitWeightMg mean weight of a unit
 * @param spreadMg standard deviation between units
 * @param priceMinor what the shopper pays for a unit
 * @param costMinor what the supplier gets for a unit before the split
 */
public record DemoProduct(
    Gtin gtin,
    String nameEnglish,
    String nameChinese,
    long unitWeightMg,
    long spreadMg,
    long priceMinor,
    long costMinor,
    PlateId plate) {

  /** Both names, as they stand in a catalogue of one language. */
  public String name() {
    return nameEnglish + " · " + nameChinese;
  }
}
