package dev.loulan.testkit.scenario;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.testkit.cell.NoiseFit;
import dev.loulan.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * Eight plates in two rows and eight products: one stands on two plates, two share a plate.
 *
 * @param lookAlikes whether the two that share a plate were made hard to tell apart
 */
public record ScenarioShelf(List<Goods> goods, boolean lookAlikes) {
  /** The plates, by their index. */
  public static final List<PlateId> PLATES =
      List.of(
          PlateId.of("1", 1, 1),
          PlateId.of("1", 1, 2),
          PlateId.of("1", 1, 3),
          PlateId.of("1", 1, 4),
          PlateId.of("1", 1, 5),
          PlateId.of("1", 1, 6),
          PlateId.of("1", 2, 1),
          PlateId.of("1", 2, 2));

  static final int ON_TWO_PLATES = 2;
  static final int FIRST_OF_SHARED = 3;
  static final int SECOND_OF_SHARED = 4;
  private static final List<List<Integer>> PLACES =
      List.of(
          List.of(0),
          List.of(1),
          List.of(2, 3),
          List.of(4),
          List.of(4),
          List.of(5),
          List.of(6),
          List.of(7));

  public ScenarioShelf {
    goods = List.copyOf(goods);
  }

  static ScenarioShelf of(ScenarioParameters parameters, boolean lookAlikes, Chance chance) {
    NoiseFit fit = NoiseFit.committed();
    List<Goods> goods = new ArrayList<>();
    for (int i = 0; i < PLACES.size(); i++) {
      double mean = fit.weightMg(chance);
      double spread = mean * fit.spread(chance);
      if (i == SECOND_OF_SHARED && lookAlikes) {
        Goods other = goods.get(FIRST_OF_SHARED);
        int units = chance.happens(0.6) ? 1 : 2;
        double off = (2 * chance.unit() - 1) * parameters.number("rival.sigmas");
        mean = (other.meanMg() + off * other.spreadMg()) / units;
        spread = other.spreadMg() / units;
      }
      goods.add(goods(parameters, i, mean, spread, chance));
    }
    return new ScenarioShelf(goods, lookAlikes);
  }

  private static Goods goods(
      ScenarioParameters parameters, int index, double mean, double spread, Chance chance) {
    List<Long> weighings = new ArrayList<>();
    for (int w = 0; w < parameters.whole("catalogue.weighings"); w++) {
      weighings.add(Math.round(mean + spread * chance.normal()));
    }
    long price =
        chance.between(
            parameters.whole("price.leastMinor"), parameters.whole("price.mostMinor") + 1L);
    return new Goods(gtin(index), mean, spread, weighings, price, PLACES.get(index));
  }

  /** Numbers that begin with 2 are for use within a shop. */
  private static Gtin gtin(int index) {
    String body = "20000000%04d".formatted(100 + index);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return new Gtin(body + (10 - sum % 10) % 10);
  }

  /** Whether two plates lie side by side. */
  static boolean areNeighbours(int a, int b) {
    return PLATES.get(a).isBeside(PLATES.get(b));
  }
}
