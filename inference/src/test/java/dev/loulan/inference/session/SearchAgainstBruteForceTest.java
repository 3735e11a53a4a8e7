package dev.loulan.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The search gives the probabilities that trying every way one by one gives. */
class SearchAgainstBruteForceTest {
  private static final int SESSIONS = 400;

  @Test
  void pruned_search_agrees_with_trying_every_way() {
    for (long seed = 1; seed <= SESSIONS; seed++) {
      Random random = new Random(seed);
      Planogram planogram = planogram(random);
      List<WeightEvent> events = events(random, planogram);
      for (EventGroups.Group group : EventGroups.of(events, planogram)) {
        List<WeightEvent> own = group.events().stream().map(events::get).toList();
        Explanations explanations =
            new Explanations(own, group.goods(), planogram, new Echoes(events));
        GroupScans scans = new GroupScans(own, explanations.items(), scans(random, events));
        Map<List<Integer>, Double> expected = everyWay(explanations, own.size(), scans);
        List<NetSearch.Outcome> found = NetSearch.outcomes(explanations, own.size(), scans);
        double sum = 0;
        for (NetSearch.Outcome outcome : found) {
          assertThat(outcome.probability())
              .as("seed %d, outcome %s", seed, outcome.out())
              .isCloseTo(expected.getOrDefault(outcome.out(), 0.0), within(1e-8));
          sum += expected.getOrDefault(outcome.out(), 0.0);
        }
        assertThat(sum).as("seed %d, what pruning left out", seed).isGreaterThan(1 - 1e-8);
      }
    }
  }

  private static Map<List<Integer>, Double> everyWay(
      Explanations explanations, int events, GroupScans scans) {
    Map<List<Integer>, Double> sums = new HashMap<>();
    walk(explanations, events, scans, 0, explanations.start(), 0, sums);
    double highest = sums.values().stream().mapToDouble(d -> d).sum();
    sums.replaceAll((_, weight) -> weight / highest);
    return sums;
  }

  /** Weights are scaled by e^20 for each event, so that none underflows. */
  private static void walk(
      Explanations explanations,
      int events,
      GroupScans scans,
      int at,
      int[] out,
      double logBefore,
      Map<List<Integer>, Double> sums) {
    double log = logBefore + scans.logBetween(at, at, out);
    if (at == events) {
      List<Integer> key = Arrays.stream(out, 0, explanations.items().size()).boxed().toList();
      sums.merge(key, Math.exp(log + scans.logAtEnd(out) + 20.0 * events), Double::sum);
      return;
    }
    for (int count = 1; count <= Explanations.MOST_EVENTS && at + count <= events; count++) {
      for (Explanation way : explanations.of(at, count)) {
        int[] after = way.apply(out);
        if (after != null) {
          double between = scans.logBetween(at + 1, at + count - 1, after);
          double next = log + way.logProbability() + between;
          walk(explanations, events, scans, at + count, after, next, sums);
        }
      }
    }
  }

  /** A few scans of anything at any time, in half of the sessions as an answer to the shelf. */
  private static ScanModel scans(Random random, List<WeightEvent> events) {
    List<Scan> scans = new ArrayList<>();
    long end = events.getLast().endMicros();
    for (int i = 0; i < random.nextInt(4); i++) {
      scans.add(new Scan(new Gtin("P" + random.nextInt(4)), random.nextLong(end)));
    }
    scans.sort(Comparator.comparingLong(Scan::atMicros));
    return new ScanModel(scans, random.nextBoolean() ? List.of(0L) : List.of());
  }

  private static Planogram planogram(Random random) {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      Gtin gtin = new Gtin("P" + i);
      long weight = 40_000 + random.nextInt(8) * 20_000L;
      products.put(gtin, new Product(gtin, "p" + i, weight, Product.assumedSpreadMg(weight), 100L));
      places.put(gtin, List.of(PlateId.of("1", 1, 1 + random.nextInt(3))));
    }
    return new Planogram("v1", products, places);
  }

  private static List<WeightEvent> events(Random random, Planogram planogram) {
    List<Gtin> gtins = new ArrayList<>(planogram.products().keySet());
    List<WeightEvent> events = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      Gtin gtin = gtins.get(random.nextInt(gtins.size()));
      double weight = WeightModel.weightMg(planogram.product(gtin).orElseThrow());
      boolean take = i == 0 || random.nextInt(3) > 0;
      double part = random.nextInt(4) == 0 ? 0.5 : 1 + random.nextInt(2);
      long delta = Math.round((take ? -1 : 1) * part * weight * (1 + 0.02 * random.nextGaussian()));
      PlateId plate =
          take || random.nextBoolean()
              ? planogram.platesOf(gtin).getFirst()
              : PlateId.of("1", 1, 1 + random.nextInt(3));
      events.add(
          new WeightEvent(
              "1",
              List.of(plate),
              at,
              at + 400_000,
              delta,
              500,
              take ? WeightEvent.Kind.TAKE : WeightEvent.Kind.RETURN));
      at += 1_000_000 + random.nextInt(4) * 1_000_000L;
    }
    return events;
  }
}
