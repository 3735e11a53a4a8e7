package dev.loulan.inference.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.inference.signal.Step;
import dev.loulan.inference.signal.UnknownSpan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventFinderTest {
  private static final PlateId ONE = PlateId.of("1", 1, 1);
  private static final PlateId TWO = PlateId.of("1", 1, 2);
  private static final PlateId THREE = PlateId.of("1", 1, 3);
  private static final PlateId FOUR = PlateId.of("1", 2, 1);

  private final EventFinder finder = new EventFinder(planogram());

  @Test
  void product_on_two_plates_is_one_event_with_the_sum() {
    List<WeightEvent> events = find(step(ONE, 1.0, -350_000), step(TWO, 1.1, -250_000));
    assertThat(events)
        .singleElement()
        .satisfies(e -> assertThat(e.deltaMg()).isEqualTo(-600_000))
        .satisfies(e -> assertThat(e.plates()).containsExactly(ONE, TWO));
  }

  @Test
  void two_units_at_once_from_two_plates_are_two_events() {
    assertThat(find(step(ONE, 1.0, -600_000), step(TWO, 1.1, -601_000))).hasSize(2);
  }

  @Test
  void unit_across_two_plates_is_one_event_when_a_neighbours_is_taken_at_the_same_time() {
    List<WeightEvent> events =
        find(step(THREE, 1.0, -45_300), step(ONE, 1.1, -415_000), step(TWO, 1.1, -190_000));
    assertThat(events)
        .extracting(WeightEvent::deltaMg)
        .containsExactlyInAnyOrder(-45_300L, -605_000L);
  }

  @Test
  void lighter_part_of_a_unit_belongs_to_it_and_not_to_a_neighbours_goods() {
    List<WeightEvent> events =
        find(step(THREE, 1.0, -45_300), step(ONE, 1.1, -456_000), step(TWO, 1.1, -145_000));
    assertThat(events)
        .extracting(WeightEvent::deltaMg)
        .containsExactlyInAnyOrder(-45_300L, -601_000L);
  }

  @Test
  void untold_change_in_which_goods_may_have_come_and_others_left_is_kept_however_small() {
    UnknownSpan span = new UnknownSpan(FOUR, 4_000_000, 6_500_000, -6_900, 440);
    assertThat(finder.find(List.of(step(THREE, 1.0, -45_300)), List.of(span)))
        .extracting(WeightEvent::kind)
        .containsExactly(WeightEvent.Kind.TAKE, WeightEvent.Kind.UNKNOWN);
    assertThat(finder.find(List.of(), List.of(span))).isEmpty();
  }

  @Test
  void takes_at_different_times_are_different_events() {
    assertThat(find(step(ONE, 1.0, -350_000), step(TWO, 3.0, -250_000))).hasSize(2);
  }

  @Test
  void crosstalk_of_a_neighbour_is_summed_and_is_no_event_alone() {
    assertThat(find(step(TWO, 1.0, -590_000), step(THREE, 1.0, -2_500)))
        .singleElement()
        .satisfies(e -> assertThat(e.deltaMg()).isEqualTo(-592_500));
    assertThat(find(step(THREE, 1.0, -2_500))).isEmpty();
  }

  @Test
  void change_far_lighter_than_any_product_there_is_no_event() {
    assertThat(find(step(ONE, 1.0, -120_000))).isEmpty();
  }

  @Test
  void light_goods_put_back_among_far_heavier_ones_are_an_event() {
    assertThat(find(step(THREE, 1.0, -45_300), step(ONE, 4.0, 45_100)))
        .extracting(WeightEvent::deltaMg)
        .containsExactly(-45_300L, 45_100L);
  }

  @Test
  void light_goods_taken_again_from_where_they_were_put_back_are_an_event() {
    assertThat(find(step(THREE, 1.0, -45_300), step(ONE, 4.0, 45_100), step(ONE, 7.0, -45_000)))
        .extracting(WeightEvent::deltaMg)
        .containsExactly(-45_300L, 45_100L, -45_000L);
  }

  @Test
  void small_change_where_heavy_goods_stand_is_no_event_before_light_ones_were_taken() {
    assertThat(find(step(ONE, 1.0, 45_100), step(THREE, 4.0, -45_300)))
        .extracting(WeightEvent::deltaMg)
        .containsExactly(-45_300L);
  }

  @Test
  void light_goods_put_back_beside_a_take_are_not_summed_with_it() {
    assertThat(find(step(THREE, 1.0, -45_300), step(ONE, 4.0, 45_100), step(TWO, 4.1, -601_000)))
        .hasSize(3);
  }

  @Test
  void take_is_not_hidden_in_a_heavier_return_beside_it() {
    assertThat(find(step(TWO, 1.0, -601_000), step(TWO, 4.0, 1_350_000), step(THREE, 4.1, -45_100)))
        .extracting(WeightEvent::deltaMg)
        .containsExactly(-601_000L, 1_350_000L, -45_100L);
  }

  @Test
  void goods_pushed_over_to_the_next_plate_are_no_event() {
    assertThat(find(step(ONE, 1.0, -250_000), step(TWO, 1.1, 250_800))).isEmpty();
  }

  @Test
  void part_of_a_change_that_is_unknown_makes_all_of_it_unknown() {
    UnknownSpan span = new UnknownSpan(ONE, 1_000_000, 1_500_000, -350_000, 500);
    assertThat(finder.find(List.of(step(TWO, 1.1, -250_000)), List.of(span)))
        .singleElement()
        .satisfies(e -> assertThat(e.kind()).isEqualTo(WeightEvent.Kind.UNKNOWN));
  }

  @Test
  void plates_that_differ_from_a_snapshot_give_steps_to_be_read() {
    PlateauSnapshot before =
        new PlateauSnapshot(1_000_000, new TreeMap<>(Map.of(ONE, 5_000_000L, THREE, 70_000L)));
    PlateauSnapshot after =
        new PlateauSnapshot(9_000_000, new TreeMap<>(Map.of(ONE, 4_399_000L, THREE, 71_000L)));
    List<WeightEvent> events = finder.find(before.stepsTo(after, 1_000), List.of());
    assertThat(events).singleElement().satisfies(e -> assertThat(e.deltaMg()).isEqualTo(-601_000));
  }

  private List<WeightEvent> find(Step... steps) {
    return finder.find(List.of(steps), List.of());
  }

  private static Step step(PlateId plate, double second, long deltaMg) {
    long begin = Math.round(second * 1e6);
    return new Step(plate, begin, begin + 400_000, deltaMg, 400);
  }

  /** Water of 600 g on plates one and two, a bar of 45 g on three, mints of 52 g on four. */
  private static Planogram planogram() {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    Gtin water = new Gtin("water");
    products.put(water, new Product(water, "water", 600_000L, 9_000, 100L));
    places.put(water, List.of(ONE, TWO));
    Gtin bar = new Gtin("bar");
    products.put(bar, new Product(bar, "bar", 45_000L, 700, 100L));
    places.put(bar, List.of(THREE));
    Gtin mints = new Gtin("mints");
    products.put(mints, new Product(mints, "mints", 52_000L, 1_200, 100L));
    places.put(mints, List.of(FOUR));
    return new Planogram("v1", products, places);
  }
}
