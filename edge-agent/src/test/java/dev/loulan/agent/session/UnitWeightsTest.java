package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class UnitWeightsTest {
  private static final Gtin COLA = new Gtin("2000000001005");
  private static final Gtin WATER = new Gtin("2000000001012");
  private static final PlateId PLATE = new PlateId("1", "s1p1");

  private final UnitWeights weights = new UnitWeights(Map.of());

  @Test
  void a_batch_that_weighs_more_is_known_after_some_deliveries() {
    for (int delivery = 0; delivery < 6; delivery++) {
      weighed(weights, published(), 10, 1_020_000);
    }
    assertThat((double) weight(weights, published())).isCloseTo(102_000, within(400.0));
    assertThat(product(weights, published()).priceMinor()).isEqualTo(250L);
  }

  @Test
  void single_units_teach_how_much_units_differ() {
    Random random = new Random(4);
    for (int take = 0; take < 150; take++) {
      weighed(weights, published(), 1, Math.round(-100_000 + 3_000 * random.nextGaussian()));
    }
    assertThat((double) product(weights, published()).spreadMg()).isBetween(2_400.0, 3_600.0);
  }

  @Test
  void what_nobody_counted_teaches_nothing() {
    Line line = new Line(COLA, 10, 999_999, List.of(0), null);
    assertThat(weights.learn(published(), List.of(event(1_020_000)), List.of(line), _ -> false))
        .isEmpty();
    assertThat(weights.of(published())).isEqualTo(published());
  }

  @Test
  void goods_that_share_an_event_teach_nothing() {
    List<Line> both =
        List.of(
            new Line(COLA, 5, 999_999, List.of(0), null),
            new Line(WATER, 5, 999_999, List.of(0), null));
    assertThat(weights.learn(published(), List.of(event(1_020_000)), both, _ -> true)).isEmpty();
  }

  @Test
  void a_change_across_missing_samples_teaches_nothing() {
    WeightEvent unknown =
        new WeightEvent("1", List.of(PLATE), 0, 1, 1_020_000, 300, WeightEvent.Kind.UNKNOWN);
    Line line = new Line(COLA, 10, 999_999, List.of(0), null);
    assertThat(weights.learn(published(), List.of(unknown), List.of(line), _ -> true)).isEmpty();
  }

  @Test
  void learning_ends_a_twentieth_from_what_was_published() {
    for (int delivery = 0; delivery < 400; delivery++) {
      double now = weight(weights, published());
      weighed(weights, published(), 1, Math.round(-now * 1.02));
    }
    assertThat(weight(weights, published())).isBetween(104_000L, 105_000L);
  }

  @Test
  void another_weight_in_a_later_planogram_begins_anew() {
    weighed(weights, published(), 10, 1_030_000);
    Planogram later = planogram(110_000);
    assertThat(weights.of(later)).isEqualTo(later);
    weighed(weights, later, 10, 1_100_000);
    assertThat(weight(weights, later)).isEqualTo(110_000);
  }

  @Test
  void the_next_boot_goes_on_with_what_the_journal_says() {
    List<Body> journaled = new ArrayList<>();
    for (int delivery = 0; delivery < 4; delivery++) {
      journaled.addAll(weighed(weights, published(), 10, 1_020_000));
    }
    Map.Entry<Gtin, LearnedUnit> last =
        LearnedUnit.of((Configuration) journaled.getLast()).orElseThrow();
    UnitWeights next = new UnitWeights(Map.of(last.getKey(), last.getValue()));
    assertThat(next.of(published())).isEqualTo(weights.of(published()));
  }

  @Test
  void a_long_life_writes_one_in_ten() {
    int written = 0;
    for (int take = 0; take < 200; take++) {
      written += weighed(weights, published(), 1, take % 2 == 0 ? -101_000 : -99_000).size();
    }
    assertThat(written).isBetween(20, 30);
  }

  @Test
  void a_configuration_about_something_else_is_no_weight() {
    assertThat(LearnedUnit.of(RestockMode.entry(true))).isEmpty();
  }

  private static List<Body> weighed(UnitWeights to, Planogram published, int units, long mg) {
    Line line = new Line(COLA, units, 999_999, List.of(0), null);
    return to.learn(published, List.of(event(mg)), List.of(line), _ -> true);
  }

  private static Product product(UnitWeights weights, Planogram published) {
    return weights.of(published).product(COLA).orElseThrow();
  }

  private static long weight(UnitWeights weights, Planogram published) {
    return Objects.requireNonNull(product(weights, published).unitWeightMg());
  }

  private static WeightEvent event(long mg) {
    WeightEvent.Kind kind = mg < 0 ? WeightEvent.Kind.TAKE : WeightEvent.Kind.RETURN;
    return new WeightEvent("1", List.of(PLATE), 0, 1_000_000, mg, 300, kind);
  }

  private static Planogram published() {
    return planogram(100_000);
  }

  private static Planogram planogram(long colaMg) {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    products.put(COLA, new Product(COLA, "cola", colaMg, 1_700, 250L));
    products.put(WATER, new Product(WATER, "water", 101_000L, 1_700, 90L));
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    places.put(COLA, List.of(PLATE));
    places.put(WATER, List.of(PLATE));
    return new Planogram("1", products, places);
  }
}
