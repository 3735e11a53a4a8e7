package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Configuration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PlateChecksTest {
  private static final Gtin COLA = new Gtin("2000000001005");
  private static final PlateId PLATE = new PlateId("1", "s1p1");
  private static final long NOW = 1_790_000_000_000_000L;

  private final PlateChecks checks = new PlateChecks(Map.of());

  @Test
  void a_plate_on_which_deliveries_weigh_two_percent_too_much_is_to_be_calibrated() {
    for (int delivery = 0; delivery < 2; delivery++) {
      assertThat(deliver(checks, 10, 1_020_000)).hasSize(1);
      assertThat(checks.toCalibrate(NOW)).as("too few deliveries say it").isEmpty();
    }
    deliver(checks, 10, 1_020_000);
    assertThat(checks.toCalibrate(NOW)).containsExactly(PLATE);
  }

  @Test
  void a_plate_on_which_deliveries_weigh_what_they_should_is_left_alone() {
    for (int delivery = 0; delivery < 20; delivery++) {
      deliver(checks, 10, delivery % 2 == 0 ? 1_004_000 : 997_000);
    }
    assertThat(checks.toCalibrate(NOW)).isEmpty();
  }

  @Test
  void the_next_boot_goes_on_with_what_the_journal_says() {
    deliver(checks, 10, 1_020_000);
    Body last = deliver(checks, 10, 1_020_000).getFirst();
    Map<PlateId, PlateCalibration> read = new TreeMap<>();
    PlateChecks.read((Configuration) last, read);
    PlateChecks next = new PlateChecks(read);
    assertThat(next.toCalibrate(NOW)).isEmpty();
    deliver(next, 10, 1_020_000);
    assertThat(next.toCalibrate(NOW)).containsExactly(PLATE);
  }

  @Test
  void a_configuration_about_something_else_is_no_check() {
    Map<PlateId, PlateCalibration> read = new TreeMap<>();
    PlateChecks.read(RestockMode.entry(true), read);
    assertThat(read).isEmpty();
  }

  @Test
  void what_came_together_with_other_goods_checks_nothing() {
    WeightEvent event = event(1_020_000);
    List<Line> both =
        List.of(
            new Line(COLA, 5, 999_999, List.of(0), null),
            new Line(new Gtin("2000000001012"), 5, 999_999, List.of(0), null));
    assertThat(checks.learn(catalogue(), List.of(event), both)).isEmpty();
  }

  private static List<Body> deliver(PlateChecks to, int units, long weighedMg) {
    Line line = new Line(COLA, units, 999_999, List.of(0), null);
    return to.learn(catalogue(), List.of(event(weighedMg)), List.of(line));
  }

  private static WeightEvent event(long weighedMg) {
    return new WeightEvent(
        "1", List.of(PLATE), NOW, NOW + 1_000_000, weighedMg, 300, WeightEvent.Kind.RETURN);
  }

  private static Catalogue catalogue() {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    products.put(COLA, new Product(COLA, "cola", 100_000L, 1_000, 250L));
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    places.put(COLA, List.of(PLATE));
    return new Catalogue(new Planogram("1", products, places), new TreeMap<>(), "1");
  }
}
