package dev.loulan.agent.session;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.learning.UnitWeight;
import dev.loulan.journal.entry.Configuration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a shelf has learned of one product's weight.
 *
 * @param publishedMg weight of a unit by the planogram when learning began; another one in a later
 *     planogram begins anew
 * @param publishedSpreadMg its spread by that planogram
 */
public record LearnedUnit(long publishedMg, long publishedSpreadMg, UnitWeight weight) {
  private static final String WORD = "unit-weight";

  /** Nothing learned yet. */
  static LearnedUnit of(Product published) {
    long weight = Objects.requireNonNull(published.unitWeightMg());
    return new LearnedUnit(
        weight, published.spreadMg(), UnitWeight.ofCatalogue(weight, published.spreadMg()));
  }

  /** Whether the planogram still says what it said when learning began. */
  boolean isOf(Product published) {
    Long weight = published.unitWeightMg();
    return weight != null && weight == publishedMg && published.spreadMg() == publishedSpreadMg;
  }

  LearnedUnit with(UnitWeight learned) {
    return new LearnedUnit(publishedMg, publishedSpreadMg, learned);
  }

  /** {@code unit-weight GTIN PUBLISHED_MG SPREAD_MG OBSERVATIONS UNITS MEAN_MG SQUARES}. */
  Configuration entry(Gtin gtin) {
    String version =
        String.join(
            " ",
            WORD,
            gtin.value(),
            Long.toString(publishedMg),
            Long.toString(publishedSpreadMg),
            Integer.toString(weight.observations()),
            Integer.toString(weight.units()),
            Double.toString(weight.meanMg()),
            Double.toString(weight.squares()));
    return RestockMode.entry(version);
  }

  /** A product's learned weight; empty when the entry is about something else. */
  static Optional<Map.Entry<Gtin, LearnedUnit>> of(Configuration entry) {
    String[] words = entry.version().split(" ", -1);
    if (words.length != 8 || !words[0].equals(WORD)) {
      return Optional.empty();
    }
    UnitWeight weight =
        new UnitWeight(
            Integer.parseInt(words[4]),
            Integer.parseInt(words[5]),
            Double.parseDouble(words[6]),
            Double.parseDouble(words[7]));
    return Optional.of(
        Map.entry(
            new Gtin(words[1]),
            new LearnedUnit(Long.parseLong(words[2]), Long.parseLong(words[3]), weight)));
  }
}
