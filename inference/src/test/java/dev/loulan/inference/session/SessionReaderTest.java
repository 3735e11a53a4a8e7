package dev.loulan.inference.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.session.Review.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionReaderTest {
  private static final PlateId LEFT = PlateId.of("1", 1, 1);
  private static final PlateId BESIDE_LEFT = PlateId.of("1", 1, 2);
  private static final PlateId RIGHT = PlateId.of("1", 1, 3);
  private static final PlateId EMPTY = PlateId.of("1", 2, 1);

  private final TreeMap<Gtin, Product> products = new TreeMap<>();
  private final TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
  private final List<WeightEvent> events = new ArrayList<>();
  private final List<Scan> scans = new ArrayList<>();

  @Test
  void one_unit_is_charged_with_its_evidence() {
    stands("water", 600_000L, 100L, LEFT);
    moved(LEFT, -601_000);
    Reading reading = read();
    assertThat(reading.lines()).singleElement().satisfies(l -> isLine(l, "water", 1));
    assertThat(reading.lines().getFirst().evidence()).containsExactly(0);
    assertThat(reading.reviews()).isEmpty();
  }

  @Test
  void three_units_at_once_are_three() {
    stands("bar", 45_000L, 100L, LEFT);
    moved(LEFT, -135_400);
    assertThat(read().lines()).singleElement().satisfies(l -> isLine(l, "bar", 3));
  }

  @Test
  void two_products_at_once_from_one_plate_are_two_lines() {
    stands("bag", 230_000L, 100L, LEFT);
    stands("can", 370_000L, 100L, LEFT);
    moved(LEFT, -600_300);
    assertThat(read().lines()).hasSize(2);
  }

  @Test
  void put_back_is_not_charged() {
    stands("water", 600_000L, 100L, LEFT);
    moved(LEFT, -600_500);
    moved(LEFT, 600_400);
    Reading reading = read();
    assertThat(reading.lines()).isEmpty();
    assertThat(reading.reviews()).isEmpty();
  }

  @Test
  void put_back_on_the_wrong_plate_is_credited() {
    stands("water", 600_000L, 100L, LEFT);
    stands("bar", 45_000L, 100L, RIGHT);
    moved(LEFT, -600_500);
    moved(RIGHT, 600_400);
    Reading reading = read();
    assertThat(reading.lines()).isEmpty();
    assertThat(reading.reviews()).isEmpty();
  }

  @Test
  void a_hand_that_hesitates_may_be_one_unit_and_not_two_lighter_ones() {
    stands("heavy", 94_700L, 361L, LEFT);
    stands("light", 48_700L, 336L, LEFT);
    products.replaceAll(
        (_, p) -> new Product(p.gtin(), p.name(), p.unitWeightMg(), 3_000, p.priceMinor()));
    events.add(take(6_500_000, 9_850_000, -48_000, 3_080));
    events.add(take(10_950_000, 11_600_000, -50_200, 4_380));
    SessionEvidence evidence =
        new SessionEvidence(events, scans, new Planogram("v1", products, places));
    assertThat(new SessionReader(ReadingPolicy.asking(false)).read(evidence).reviews())
        .isNotEmpty();
  }

  @Test
  void what_undoes_a_take_is_what_that_take_was() {
    stands("jar", 907_000L, 100L, LEFT);
    stands("tea", 94_500L, 100L, LEFT);
    stands("water", 400_000L, 100L, RIGHT);
    moved(LEFT, -895_400);
    moved(LEFT, -188_700);
    moved(RIGHT, 895_000);
    moved(LEFT, -912_500);
    Reading reading = read();
    assertThat(reading.reviews()).isEmpty();
    assertThat(reading.lines()).hasSize(2);
    isLine(reading.lines().getFirst(), "jar", 1);
    isLine(reading.lines().getLast(), "tea", 2);
  }

  @Test
  void light_change_beside_a_far_heavier_one_may_be_its_echo_though_it_weighs_like_goods() {
    stands("canister", 1_100_000L, 100L, LEFT);
    stands("gum", 21_100L, 100L, BESIDE_LEFT);
    moved(LEFT, -1_104_000);
    WeightEvent heavy = events.getFirst();
    events.add(
        new WeightEvent(
            "1",
            List.of(BESIDE_LEFT),
            heavy.beginMicros(),
            heavy.endMicros(),
            -21_000,
            300,
            WeightEvent.Kind.TAKE));
    assertThat(read().lines()).singleElement().satisfies(l -> isLine(l, "canister", 1));
    assertThat(read().reviews()).hasSize(1);
    events.removeLast();
    moved(BESIDE_LEFT, -21_000);
    assertThat(read().lines()).hasSize(2);
  }

  @Test
  void weight_of_several_units_that_stand_there_may_be_a_delivery_and_no_return() {
    stands("oil", 288_800L, 100L, LEFT);
    stands("crisps", 95_900L, 100L, RIGHT);
    moved(LEFT, -288_000);
    moved(RIGHT, 287_500);
    moved(LEFT, -289_500);
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews()).hasSize(1);
  }

  @Test
  void taken_slowly_in_two_movements_is_one_unit() {
    stands("water", 600_000L, 100L, LEFT);
    moved(LEFT, -250_000);
    moved(LEFT, -351_000);
    assertThat(read().lines()).singleElement().satisfies(l -> isLine(l, "water", 1));
  }

  @Test
  void bag_put_down_and_picked_up_is_nothing() {
    stands("water", 600_000L, 100L, LEFT);
    moved(LEFT, 2_345_000);
    moved(LEFT, -2_345_200);
    Reading reading = read();
    assertThat(reading.lines()).isEmpty();
    assertThat(reading.reviews()).isEmpty();
  }

  @Test
  void bag_picked_up_together_with_goods_leaves_the_goods_to_be_charged() {
    stands("can", 370_000L, 100L, LEFT);
    moved(LEFT, 500_000);
    moved(LEFT, -870_500);
    assertThat(read().lines()).singleElement().satisfies(l -> isLine(l, "can", 1));
  }

  @Test
  void look_alikes_on_one_plate_are_a_review_with_both() {
    stands("cola", 370_000L, 100L, LEFT);
    stands("lemon", 372_000L, 100L, LEFT);
    moved(LEFT, -371_000);
    Reading reading = read();
    assertThat(reading.lines()).isEmpty();
    assertThat(reading.reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Reason.AMBIGUOUS))
        .satisfies(r -> assertThat(r.candidates()).hasSize(2));
  }

  @Test
  void scan_decides_between_look_alikes_only_as_far_as_a_scan_can() {
    stands("cola", 370_000L, 100L, LEFT);
    stands("lemon", 392_000L, 100L, LEFT);
    moved(LEFT, -374_000);
    scans.add(new Scan(new Gtin("cola"), 0));
    assertThat(read().lines()).singleElement().satisfies(l -> isLine(l, "cola", 1));
  }

  @Test
  void dear_product_needs_more_certainty_than_a_cheap_one() {
    stands("plain", 370_000L, 2L, LEFT);
    stands("other", 450_000L, 2L, LEFT);
    moved(LEFT, -373_000);
    assertThat(read().lines()).singleElement().satisfies(l -> isLine(l, "plain", 1));
    products.clear();
    stands("plain", 370_000L, 200_000L, LEFT);
    stands("other", 450_000L, 200_000L, LEFT);
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews()).hasSize(1);
  }

  @Test
  void cheap_product_is_charged_no_more_wrongly_than_one_in_thousands() {
    stands("plain", 370_000L, 2L, LEFT);
    stands("other", 425_000L, 2L, LEFT);
    moved(LEFT, -373_000);
    assertThat(read().lines()).isEmpty();
  }

  @Test
  void weight_that_fits_no_product_is_a_review_never_a_guess() {
    stands("water", 600_000L, 100L, LEFT);
    moved(LEFT, -222_000);
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Reason.NO_PRODUCT_FITS));
  }

  @Test
  void change_that_fits_nothing_may_hold_what_another_pair_of_hands_put_there_meanwhile() {
    stands("noodles", 115_000L, 100L, LEFT);
    stands("water", 348_000L, 100L, RIGHT);
    moved(LEFT, -230_000);
    moved(RIGHT, -348_000 + 115_000);
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews()).hasSize(2);
  }

  @Test
  void plate_that_became_heavier_may_hold_what_another_pair_of_hands_put_there_beside_what_left() {
    stands("candy", 84_000L, 100L, LEFT);
    stands("tea", 545_000L, 100L, RIGHT);
    moved(LEFT, -84_000);
    moved(RIGHT, -545_000);
    moved(LEFT, -168_000 + 545_000);
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews()).isNotEmpty();
  }

  @Test
  void change_with_missing_samples_may_hold_it_beside_what_left() {
    stands("noodles", 115_000L, 100L, LEFT);
    stands("water", 348_000L, 100L, RIGHT);
    moved(RIGHT, -696_000);
    event(LEFT, 348_000 - 115_000, WeightEvent.Kind.UNKNOWN);
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews()).hasSize(2);
  }

  @Test
  void change_that_fits_no_such_pair_leaves_the_rest_of_the_receipt_alone() {
    stands("noodles", 115_000L, 100L, LEFT);
    stands("water", 348_000L, 100L, RIGHT);
    moved(LEFT, -230_000);
    moved(RIGHT, -300_000);
    assertThat(read().lines()).singleElement().satisfies(l -> isLine(l, "noodles", 2));
    assertThat(read().reviews()).hasSize(1);
  }

  @Test
  void plate_that_the_planogram_does_not_know_is_a_review() {
    stands("water", 600_000L, 100L, LEFT);
    moved(EMPTY, -600_000);
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Reason.PLACE_UNKNOWN));
  }

  @Test
  void missing_samples_are_never_a_sale() {
    stands("water", 600_000L, 100L, LEFT);
    event(LEFT, -600_000, WeightEvent.Kind.UNKNOWN);
    Reading reading = read();
    assertThat(reading.lines()).isEmpty();
    assertThat(reading.reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Reason.SAMPLES_MISSING));
  }

  @Test
  void product_without_a_price_is_told_but_not_charged() {
    stands("water", 600_000L, null, LEFT);
    moved(LEFT, -600_000);
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Reason.NO_PRICE));
  }

  @Test
  void scan_of_what_no_plate_weighs_is_charged() {
    products.put(new Gtin("gum"), new Product(new Gtin("gum"), "gum", null, 0, 50L));
    scans.add(new Scan(new Gtin("gum"), 0));
    assertThat(read().lines()).singleElement().satisfies(l -> isLine(l, "gum", 1));
  }

  @Test
  void scan_without_weight_is_a_review() {
    stands("water", 600_000L, 100L, LEFT);
    scans.add(new Scan(new Gtin("water"), 0));
    assertThat(read().lines()).isEmpty();
    assertThat(read().reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Reason.SCAN_WITHOUT_WEIGHT));
  }

  private void stands(String gtin, Long weightMg, @Nullable Long priceMinor, PlateId plate) {
    Gtin code = new Gtin(gtin);
    long spread = Product.assumedSpreadMg(weightMg);
    products.put(code, new Product(code, gtin, weightMg, spread, priceMinor));
    places.put(code, List.of(plate));
  }

  private void moved(PlateId plate, long deltaMg) {
    event(plate, deltaMg, deltaMg < 0 ? WeightEvent.Kind.TAKE : WeightEvent.Kind.RETURN);
  }

  private void event(PlateId plate, long deltaMg, WeightEvent.Kind kind) {
    long begin = events.size() * 2_000_000L;
    events.add(new WeightEvent("1", List.of(plate), begin, begin + 500_000, deltaMg, 500, kind));
  }

  private static WeightEvent take(long begin, long end, long deltaMg, long sigmaMg) {
    return new WeightEvent("1", List.of(LEFT), begin, end, deltaMg, sigmaMg, WeightEvent.Kind.TAKE);
  }

  private Reading read() {
    Planogram planogram = new Planogram("v1", products, places);
    return new SessionReader(ReadingPolicy.DEFAULT)
        .read(new SessionEvidence(events, scans, planogram));
  }

  private static void isLine(Line line, String gtin, int quantity) {
    assertThat(line.gtin()).isEqualTo(new Gtin(gtin));
    assertThat(line.quantity()).isEqualTo(quantity);
    assertThat(line.confidencePpm()).isGreaterThanOrEqualTo(990_000);
  }
}
