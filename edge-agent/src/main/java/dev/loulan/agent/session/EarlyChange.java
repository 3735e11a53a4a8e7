package dev.loulan.agent.session;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.Step;

/**
 * What happens on a plate that still rings: for people who look at the shelf. What is billed is
 * read from all steps of a session once it is over.
 *
 * @param deltaMg negative when something is taken
 * @param units of the product; 0 when no product of the plate weighs like the change
 */
public record EarlyChange(long deltaMg, String gtin, String name, int units) {
  private static final double MOST_SIGMAS = 4;

  /** A unit differs from the mean of its product by about so much, see the weighings of AIM3S. */
  private static final double UNIT_SPREAD = 0.02;

  private static final int MOST_UNITS = 12;

  /** The product of the plate of which whole units come nearest, if one comes near. */
  static EarlyChange of(Step step, Planogram planogram) {
    EarlyChange nearest = new EarlyChange(step.deltaMg(), "", "", 0);
    double weight = Math.abs((double) step.deltaMg());
    double best = MOST_SIGMAS;
    for (Product product : planogram.productsOn(step.plate())) {
      Long unit = product.unitWeightMg();
      long units = unit == null ? 0 : Math.round(weight / unit);
      if (unit == null || units < 1 || units > MOST_UNITS) {
        continue;
      }
      double spread = UNIT_SPREAD * unit * StrictMath.sqrt((double) units);
      double off =
          Math.abs(weight - (double) unit * units)
              / StrictMath.hypot(spread, (double) step.sigmaMg());
      if (off < best) {
        best = off;
        nearest =
            new EarlyChange(step.deltaMg(), product.gtin().value(), product.name(), (int) units);
      }
    }
    return nearest;
  }
}
