package dev.loulan.domain.planogram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlanogramDefects.Kind;
import dev.loulan.domain.planogram.PlanogramLoader.PlaceRow;
import dev.loulan.domain.planogram.PlanogramLoader.ProductRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanogramLoaderTest {
  private static final String WATER = "071142008582";

  private final List<ProductRow> products = new ArrayList<>();
  private final List<PlaceRow> places = new ArrayList<>();

  @Test
  void sound_rows_have_no_defects() {
    product(WATER, "621.67", "100");
    place(WATER, "1.5.11", "1.5.12");
    LoadedPlanogram loaded = load();
    assertThat(loaded.defects().total()).isZero();
    Product water = loaded.planogram().product(new Gtin(WATER)).orElseThrow();
    assertThat(water.unitWeightMg()).isEqualTo(621_670L);
    assertThat(water.priceMinor()).isEqualTo(100L);
    assertThat(loaded.planogram().productsOn(PlateId.of("1", 5, 12))).containsExactly(water);
  }

  @Test
  void repeated_row_is_taken_once_and_a_contradicting_one_not_at_all() {
    product(WATER, "621.67", "100");
    product(WATER, "621.67", "100");
    product(WATER, "700", "100");
    place(WATER, "1.1.1");
    LoadedPlanogram loaded = load();
    assertThat(loaded.defects().count(Kind.REPEATED_PRODUCT)).isEqualTo(1);
    assertThat(loaded.defects().count(Kind.CONTRADICTORY_PRODUCT)).isEqualTo(1);
    assertThat(loaded.planogram().product(new Gtin(WATER)).orElseThrow().unitWeightMg())
        .isEqualTo(621_670L);
  }

  @Test
  void dirty_rows_are_counted_by_kind_and_what_is_sound_stays() {
    product("01", "5.16", "1");
    product("123456789013", "10", "");
    product("", "10", "1");
    product(WATER, "none", "1.5");
    place("01", "1.1.1", "here", "1.9.9");
    place("", "3.6.1");
    place("999", "1.1.2");
    LoadedPlanogram loaded = PlanogramLoader.load("v", products, places, plates("s1p1", "s1p2"));
    PlanogramDefects defects = loaded.defects();
    assertThat(defects.count(Kind.SHORT_GTIN)).isEqualTo(1);
    assertThat(defects.count(Kind.INVALID_GTIN)).isEqualTo(1);
    assertThat(defects.count(Kind.BLANK_PRICE)).isEqualTo(2);
    assertThat(defects.count(Kind.PRODUCT_WITHOUT_WEIGHT)).isEqualTo(1);
    assertThat(defects.count(Kind.PRODUCT_WITHOUT_CODE)).isEqualTo(1);
    assertThat(defects.count(Kind.PRODUCT_WITHOUT_PLACE)).isEqualTo(2);
    assertThat(defects.count(Kind.PLACE_WITHOUT_CODE)).isEqualTo(1);
    assertThat(defects.count(Kind.PLACE_WITHOUT_PRODUCT)).isEqualTo(1);
    assertThat(defects.count(Kind.UNREADABLE_POSITION)).isEqualTo(1);
    assertThat(defects.count(Kind.PLATE_NOT_ON_SHELF)).isEqualTo(1);
    assertThat(defects.count(Kind.PLATE_WITHOUT_PRODUCT)).isEqualTo(1);
    assertThat(loaded.planogram().platesOf(new Gtin("01"))).containsExactly(PlateId.of("1", 1, 1));
  }

  @Test
  void plates_are_ordered_by_number_not_by_text() {
    assertThat(List.of(PlateId.of("1", 5, 9), PlateId.of("1", 5, 11))).isSorted();
    assertThat(PlateId.of("1", 5, 9).isBeside(PlateId.of("1", 5, 10))).isTrue();
    assertThat(PlateId.of("1", 5, 9).isBeside(PlateId.of("2", 5, 10))).isFalse();
    assertThat(PlateId.parse("1/s5p9")).isEqualTo(PlateId.of("1", 5, 9));
    assertThat(new PlateId("b", "scale").shelf()).isEqualTo(PlateId.UNKNOWN);
  }

  private void product(String code, String weight, String price) {
    products.add(new ProductRow(code, "name", weight, price));
  }

  private void place(String code, String... positions) {
    places.add(new PlaceRow(code, Arrays.asList(positions)));
  }

  private LoadedPlanogram load() {
    return PlanogramLoader.load("v", products, places, Set.of());
  }

  private static Set<PlateId> plates(String... names) {
    Set<PlateId> plates = new java.util.TreeSet<>();
    Arrays.stream(names).forEach(n -> plates.add(new PlateId("1", n)));
    return plates;
  }
}
