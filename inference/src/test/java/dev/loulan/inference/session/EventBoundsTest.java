package dev.loulan.inference.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where steps stop to be one event, on either side of each bound. */
class EventBoundsTest {
  private static final PlateId ONE = PlateId.of("1", 1, 1);
  private static final PlateId TWO = PlateId.of("1", 1, 2);
  private static final PlateId BAR = PlateId.of("1", 1, 3);
  private static final PlateId FAR = PlateId.of("1", 1, 6);
  private static final PlateId OIL = PlateId.of("1", 3, 1);
  private static final PlateId BESIDE_OIL = PlateId.of("1", 3, 2);
  private static final PlateId MINTS = PlateId.of("1", 2, 1);

  private final EventFinder finder = new EventFinder(planogram());

  @Test
  void parts_of_a_unit_are_one_up_to_three_tenths_of_a_second_apart() {
    assertThat(find(step(ONE, 1.0, -350_000), step(TWO, 1.7, -250_000))).hasSize(1);
    assertThat(find(step(ONE, 1.0, -350_000), step(TWO, 1.71, -250_000))).hasSize(2);
    assertThat(find(step(TWO, 1.7, -350_000), step(ONE, 1.0, -250_000))).hasSize(1);
  }

  @Test
  void a_unit_reaches_over_a_shelf_only_to_plates_of_its_own_and_to_the_plate_beside() {
    assertThat(find(step(ONE, 1.0, -350_000), step(FAR, 1.0, -250_000))).hasSize(1);
    assertThat(find(step(TWO, 1.0, -350_000), step(BESIDE_OIL, 1.0, -250_000))).hasSize(2);
    assertThat(find(step(OIL, 1.0, -500_000), step(BESIDE_OIL, 1.0, -405_000))).hasSize(1);
  }

  @Test
  void an_empty_plate_makes_an_event_from_twenty_grams_on() {
    assertThat(find(step(BESIDE_OIL, 1.0, 19_999))).isEmpty();
    assertThat(find(step(BESIDE_OIL, 1.0, 20_000))).hasSize(1);
  }

  @Test
  void a_plate_makes_an_event_from_a_quarter_of_its_lightest_product_on() {
    assertThat(find(step(ONE, 1.0, -149_999))).isEmpty();
    assertThat(find(step(ONE, 1.0, -150_000))).hasSize(1);
    assertThat(find(step(BAR, 1.0, -11_249))).isEmpty();
    assertThat(find(step(BAR, 1.0, -11_250))).hasSize(1);
  }

  @Test
  void what_is_not_four_sigmas_is_unknown_and_below_two_and_a_half_nothing() {
    assertThat(kinds(step(ONE, 1.0, -600_000, 150_000))).containsExactly(WeightEvent.Kind.TAKE);
    assertThat(kinds(step(ONE, 1.0, -600_000, 150_001))).containsExactly(WeightEvent.Kind.UNKNOWN);
    assertThat(kinds(step(ONE, 1.0, -600_000, 240_000))).containsExactly(WeightEvent.Kind.UNKNOWN);
    assertThat(kinds(step(ONE, 1.0, -600_000, 240_001))).isEmpty();
    assertThat(kinds(step(ONE, 1.0, -299_000, 100_000))).as("less than two quarters").isEmpty();
  }

  @Test
  void sigmas_of_parts_add_as_squares() {
    assertThat(find(step(ONE, 1.0, -350_000, 3_000), step(TWO, 1.0, -250_000, 4_000)))
        .singleElement()
        .satisfies(e -> assertThat(e.sigmaMg()).isEqualTo(5_000));
  }

  @Test
  void goods_pushed_over_are_no_event_unless_one_side_stands_for_itself() {
    assertThat(find(step(ONE, 1.0, -300_000), step(TWO, 1.0, 300_000))).isEmpty();
    assertThat(find(step(TWO, 1.0, -600_000), step(BAR, 1.0, 30_000)))
        .as("half a bar is no bar, and half of a tenth of the water no echo")
        .extracting(WeightEvent::deltaMg)
        .contains(-570_000L);
    assertThat(find(step(TWO, 1.0, -600_000), step(BAR, 1.0, 75_000)))
        .as("more than a tenth of the water, so no echo of it")
        .extracting(WeightEvent::deltaMg)
        .contains(-600_000L, 75_000L);
  }

  @Test
  void what_a_neighbour_reads_of_a_whole_unit_is_not_added_to_it() {
    assertThat(find(step(OIL, 1.0, -905_000), step(BESIDE_OIL, 1.0, -60_000)))
        .singleElement()
        .satisfies(e -> assertThat(e.deltaMg()).isEqualTo(-905_000))
        .satisfies(e -> assertThat(e.plates()).containsExactly(OIL));
    assertThat(find(step(OIL, 1.0, -845_000), step(BESIDE_OIL, 1.0, -60_000)))
        .as("together they are the unit")
        .singleElement()
        .satisfies(e -> assertThat(e.deltaMg()).isEqualTo(-905_000));
  }

  @Test
  void goods_that_were_taken_two_tenths_of_a_second_before_may_come_back_and_no_later_ones() {
    assertThat(find(step(MINTS, 1.0, -52_000), step(ONE, 1.2, 52_000))).hasSize(2);
    assertThat(find(step(MINTS, 1.0, -52_000), step(ONE, 1.19, 52_000))).hasSize(1);
    assertThat(find(step(ONE, 1.0, 52_000), step(MINTS, 3.0, -52_000))).hasSize(1);
  }

  @Test
  void what_came_back_must_be_three_quarters_of_what_was_taken() {
    assertThat(find(step(MINTS, 1.0, -52_000), step(ONE, 3.0, 39_000))).hasSize(2);
    assertThat(find(step(MINTS, 1.0, -52_000), step(ONE, 3.0, 38_999))).hasSize(1);
    assertThat(find(step(MINTS, 1.0, -38_000), step(ONE, 3.0, 45_000)))
        .as("no mints can have left")
        .hasSize(1);
  }

  @Test
  void goods_put_back_may_be_taken_again_from_that_plate_and_from_no_other() {
    List<WeightEvent> again =
        find(step(MINTS, 1.0, -52_000), step(ONE, 3.0, 52_000), step(ONE, 5.0, -52_000));
    assertThat(again).hasSize(3);
    assertThat(find(step(MINTS, 1.0, -52_000), step(ONE, 3.0, 52_000), step(OIL, 5.0, -52_000)))
        .hasSize(2);
    assertThat(find(step(MINTS, 1.0, -52_000), step(ONE, 3.0, -52_000), step(ONE, 5.0, 52_000)))
        .as("what was taken away before anything came is less than a quarter of a unit")
        .hasSize(2);
  }

  @Test
  void an_exchange_shows_from_three_quarters_of_the_lighter_goods_and_half_of_the_change_on() {
    Step oil = step(OIL, 1.0, -905_000);
    assertThat(kinds(oil, dip(ONE, 305_000, 449_999))).doesNotContain(WeightEvent.Kind.UNKNOWN);
    assertThat(kinds(oil, dip(ONE, 305_000, 450_000))).contains(WeightEvent.Kind.UNKNOWN);
    Step mints = step(MINTS, 1.0, -52_000);
    assertThat(kinds(mints, dip(ONE, -548_000, 273_999))).doesNotContain(WeightEvent.Kind.UNKNOWN);
    assertThat(kinds(mints, dip(ONE, -548_000, 274_000))).contains(WeightEvent.Kind.UNKNOWN);
    assertThat(kinds(dip(ONE, 305_000, 600_000))).doesNotContain(WeightEvent.Kind.UNKNOWN);
  }

  @Test
  void order_of_the_steps_that_are_given_changes_nothing() {
    Step[] steps = {
      step(ONE, 1.0, -350_000),
      step(BAR, 1.2, -45_000),
      step(TWO, 1.1, -250_000),
      step(MINTS, 4.0, -52_000),
      step(OIL, 6.0, 52_000)
    };
    List<WeightEvent> forward = find(steps);
    assertThat(forward).hasSize(4);
    assertThat(find(steps[4], steps[2], steps[0], steps[3], steps[1])).isEqualTo(forward);
  }

  private List<WeightEvent.Kind> kinds(Step... steps) {
    return find(steps).stream().map(WeightEvent::kind).toList();
  }

  private List<WeightEvent> find(Step... steps) {
    return finder.find(List.of(steps), List.<UnknownSpan>of());
  }

  private static Step step(PlateId plate, double second, long deltaMg) {
    return step(plate, second, deltaMg, 400);
  }

  private static Step step(PlateId plate, double second, long deltaMg, long sigmaMg) {
    long begin = Math.round(second * 1e6);
    return new Step(plate, begin, begin + 400_000, deltaMg, sigmaMg);
  }

  private static Step dip(PlateId plate, long deltaMg, long dipMg) {
    return new Step(plate, 4_000_000, 4_700_000, deltaMg, 400, dipMg);
  }

  /** Water of 600 g on three plates, a bar of 45 g, mints of 52 g, oil of 905 g. */
  private static Planogram planogram() {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    put(products, places, "water", 600_000, 9_000, ONE, TWO, FAR);
    put(products, places, "bar", 45_000, 700, BAR);
    put(products, places, "mints", 52_000, 1_200, MINTS);
    put(products, places, "oil", 905_000, 12_000, OIL);
    return new Planogram("v1", products, places);
  }

  private static void put(
      Map<Gtin, Product> products,
      Map<Gtin, List<PlateId>> places,
      String name,
      long mg,
      long spreadMg,
      PlateId... plates) {
    Gtin gtin = new Gtin(name);
    products.put(gtin, new Product(gtin, name, mg, spreadMg, 100L));
    places.put(gtin, List.of(plates));
  }
}
