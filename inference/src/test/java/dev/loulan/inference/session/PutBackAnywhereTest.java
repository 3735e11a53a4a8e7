package dev.loulan.inference.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Shoppers who put half of what they take back on any plate, one or two units at once, quickly,
 * some while samples are missing.
 */
class PutBackAnywhereTest {
  private static final long[] WEIGHTS = {
    545_000, 348_000, 128_000, 56_000, 115_000, 212_000, 172_000, 84_000
  };
  private static final int SESSIONS = 4_000;

  private record Unit(int product, long weightMg) {}

  @Test
  void nobody_is_charged_for_what_was_put_back() {
    Planogram planogram = planogram();
    int right = 0;
    for (long seed = 1; seed <= SESSIONS; seed++) {
      List<Step> steps = new ArrayList<>();
      List<UnknownSpan> unknowns = new ArrayList<>();
      Map<Gtin, Integer> taken = shop(new Random(seed), steps, unknowns);
      List<WeightEvent> events = new EventFinder(planogram).find(steps, unknowns);
      Reading reading =
          new SessionReader(ReadingPolicy.DEFAULT)
              .read(new SessionEvidence(events, List.of(), planogram));
      Map<Gtin, Integer> receipt = new TreeMap<>();
      reading.lines().forEach(l -> receipt.put(l.gtin(), l.quantity()));
      for (var line : receipt.entrySet()) {
        assertThat(line.getValue())
            .as("seed %d, %s of %s in %s", seed, line.getKey(), taken, steps)
            .isLessThanOrEqualTo(taken.getOrDefault(line.getKey(), 0));
      }
      assertThat(receipt.equals(taken) || !reading.reviews().isEmpty())
          .as("seed %d, missed without a review: %s", seed, steps)
          .isTrue();
      right += receipt.equals(taken) && reading.reviews().isEmpty() ? 1 : 0;
    }
    assertThat(right).as("receipts right without a review").isGreaterThan(SESSIONS * 3 / 4);
  }

  private static Map<Gtin, Integer> shop(
      Random random, List<Step> steps, List<UnknownSpan> unknowns) {
    List<Unit> out = new ArrayList<>();
    double second = 1;
    int moves = 2 + random.nextInt(5);
    for (int move = 0; move < moves; move++) {
      long at = Math.round(second * 1e6);
      if (out.isEmpty() || random.nextBoolean()) {
        steps.add(take(random, at, out));
      } else {
        putBack(random, at, out, steps, unknowns);
      }
      boolean quickly = random.nextInt(6) == 0;
      second += quickly ? 0.25 + 0.3 * random.nextDouble() : 1 + 4 * random.nextDouble();
    }
    Map<Gtin, Integer> taken = new TreeMap<>();
    out.forEach(unit -> taken.merge(gtin(unit.product()), 1, Integer::sum));
    return taken;
  }

  private static Step take(Random random, long at, List<Unit> out) {
    int product = random.nextInt(WEIGHTS.length);
    int units = random.nextInt(5) == 0 ? 2 : 1;
    long sum = 0;
    for (int u = 0; u < units; u++) {
      int wide = random.nextInt(7) == 0 ? 3 : 1;
      long off = Math.round(wide * spreadMg(product) * random.nextGaussian());
      out.add(new Unit(product, WEIGHTS[product] + off));
      sum += WEIGHTS[product] + off;
    }
    return step(random, product, at, -sum);
  }

  private static void putBack(
      Random random, long at, List<Unit> out, List<Step> steps, List<UnknownSpan> unknowns) {
    int units = random.nextInt(5) == 0 ? Math.min(2, out.size()) : 1;
    long sum = 0;
    for (int u = 0; u < units; u++) {
      sum += out.remove(random.nextInt(out.size())).weightMg();
    }
    Step step = step(random, random.nextInt(WEIGHTS.length), at, sum);
    if (random.nextInt(10) == 0) {
      unknowns.add(
          new UnknownSpan(
              step.plate(), step.beginMicros(), step.endMicros(), step.deltaMg(), step.sigmaMg()));
    } else {
      steps.add(step);
    }
  }

  private static Step step(Random random, int place, long at, long weightMg) {
    long delta = weightMg + Math.round(250 * random.nextGaussian());
    return new Step(plate(place), at, at + 700_000, delta, 250);
  }

  private static Planogram planogram() {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    for (int p = 0; p < WEIGHTS.length; p++) {
      Gtin gtin = gtin(p);
      products.put(gtin, new Product(gtin, "p" + p, WEIGHTS[p], spreadMg(p), 200L));
      places.put(gtin, List.of(plate(p)));
    }
    return new Planogram("v1", products, places);
  }

  private static long spreadMg(int product) {
    return Math.max(400, WEIGHTS[product] / 125);
  }

  private static Gtin gtin(int product) {
    return new Gtin("P" + product);
  }

  private static PlateId plate(int place) {
    return PlateId.of("1", 1 + place / 4, 1 + place % 4);
  }
}
