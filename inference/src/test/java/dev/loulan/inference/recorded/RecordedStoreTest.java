package dev.loulan.inference.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlanogramLoader.PlaceRow;
import dev.loulan.domain.planogram.PlanogramLoader.ProductRow;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.Reading;
import dev.loulan.inference.session.Review;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole store session of 278 plates in which one bottle of water was taken. */
class RecordedStoreTest {
  private static final String TRUE_PRODUCT = "071142008582";

  @Test
  void reads_exactly_the_true_receipt() throws IOException {
    Reading reading = RecordedStore.load().read();
    assertThat(receipt(reading)).isEqualTo(Map.of(TRUE_PRODUCT, 1));
    assertThat(reading.reviews()).isEmpty();
  }

  @Test
  void raises_no_event_where_nothing_was_taken() throws IOException {
    Reading reading = RecordedStore.load().read();
    assertThat(reading.events()).hasSize(1);
    assertThat(reading.events().getFirst().plates()).containsExactly(PlateId.of("1", 5, 11));
  }

  @Test
  void receipt_follows_a_planogram_whose_codes_are_permuted() throws IOException {
    for (long seed = 1; seed <= 3; seed++) {
      RecordedStore store = RecordedStore.load();
      Map<String, String> renamed = permute(store, seed);
      String expected = renamed.getOrDefault(TRUE_PRODUCT, "");
      assertThat(receipt(store.read())).as("seed %d", seed).isEqualTo(Map.of(expected, 1));
    }
  }

  @Test
  void two_made_up_takes_give_three_lines() throws IOException {
    int exact = 0;
    for (long seed = 1; seed <= 20; seed++) {
      RecordedStore store = RecordedStore.load();
      Map<String, Integer> truth = new HashMap<>(Map.of(TRUE_PRODUCT, 1));
      List<Product> taken = takeTwo(store, seed);
      taken.forEach(p -> truth.merge(p.gtin().value(), 1, Integer::sum));
      Reading reading = store.read();
      Map<String, Integer> receipt = receipt(reading);
      assertThat(truth).as("seed %d", seed).containsAllEntriesOf(receipt);
      exact += receipt.equals(truth) ? 1 : 0;
    }
    assertThat(exact).as("exact receipts of 20, the others in review").isGreaterThanOrEqualTo(19);
  }

  @ParameterizedTest(name = "board {0}, samples from {1}: {2}")
  @CsvSource(
      textBlock =
          """
          # board, from, receipt
          1,       200,  sold
          1,       300,  sold
          1,       730,  review
          1,       738,  review
          1,       743,  review
          1,       900,  sold
          2,       740,  sold
          4,       200,  sold
          """)
  void dropped_frame_invents_no_sale(String board, int from, String expected) throws IOException {
    Reading reading = RecordedStore.load().read(board, from, from + 6);
    if (expected.equals("sold")) {
      assertThat(receipt(reading)).isEqualTo(Map.of(TRUE_PRODUCT, 1));
    } else {
      assertThat(reading.lines()).isEmpty();
      assertThat(reading.reviews())
          .singleElement()
          .satisfies(r -> assertThat(r.reason()).isEqualTo(Review.Reason.SAMPLES_MISSING))
          .satisfies(
              r -> assertThat(r.candidates().getFirst().gtin()).isEqualTo(new Gtin(TRUE_PRODUCT)));
    }
  }

  private static Map<String, Integer> receipt(Reading reading) {
    return reading.lines().stream()
        .collect(Collectors.toMap(l -> l.gtin().value(), Line::quantity, Integer::sum));
  }

  /** Gives every product that stands somewhere the code of another one. */
  private static Map<String, String> permute(RecordedStore store, long seed) {
    List<String> codes = store.places.stream().map(PlaceRow::code).distinct().sorted().toList();
    List<String> shuffled = new ArrayList<>(codes.stream().filter(c -> !c.isBlank()).toList());
    Collections.shuffle(shuffled, new Random(seed));
    Map<String, String> renamed = new HashMap<>();
    int next = 0;
    for (String code : codes) {
      renamed.put(code, code.isBlank() ? "" : shuffled.get(next++));
    }
    store.places.replaceAll(
        p -> new PlaceRow(renamed.getOrDefault(p.code(), p.code()), p.positions()));
    store.products.replaceAll(p ->
        new ProductRow(
            renamed.getOrDefault(p.code(), p.code()),
            p.name(),
            p.unitWeightGrams(),
            p.priceMinor()));
    return renamed;
  }

  /** Takes two products at random places and times off the recorded weights. */
  private static List<Product> takeTwo(RecordedStore store, long seed) {
    Random random = new Random(seed);
    Planogram planogram = store.planogram();
    List<Gtin> placed = new ArrayList<>(planogram.places().keySet());
    List<Product> taken = new ArrayList<>();
    while (taken.size() < 2) {
      Gtin gtin = placed.get(random.nextInt(placed.size()));
      Product product = planogram.product(gtin).orElseThrow();
      Long mg = product.unitWeightMg();
      if (mg == null || mg < 20_000 || product.priceMinor() == null) {
        continue;
      }
      double weight = mg + random.nextGaussian() * product.spreadMg() / 2;
      int sample = 60 + random.nextInt(840);
      takeOff(store, planogram.platesOf(gtin), sample, weight, random);
      taken.add(product);
    }
    return taken;
  }

  /** The weight rests on one plate, or on two that lie side by side. */
  private static void takeOff(
      RecordedStore store, List<PlateId> plates, int sample, double weightMg, Random random) {
    int first = random.nextInt(plates.size());
    boolean across =
        first + 1 < plates.size()
            && plates.get(first).isBeside(plates.get(first + 1))
            && random.nextBoolean();
    double share = across ? 0.3 + 0.4 * random.nextDouble() : 1;
    store.remove(plates.get(first), sample, weightMg * share);
    if (across) {
      store.remove(plates.get(first + 1), sample, weightMg * (1 - share));
    }
  }
}
