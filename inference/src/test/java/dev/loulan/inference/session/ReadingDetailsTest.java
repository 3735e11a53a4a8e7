package dev.loulan.inference.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a reading tells beside its lines: runner-up, candidates in order, scans, evidence. */
class ReadingDetailsTest {
  private static final PlateId LEFT = PlateId.of("1", 1, 1);
  private static final PlateId RIGHT = PlateId.of("1", 2, 1);

  private final TreeMap<Gtin, Product> products = new TreeMap<>();
  private final TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
  private final List<WeightEvent> events = new ArrayList<>();
  private final List<Scan> scans = new ArrayList<>();

  @Test
  void the_runner_up_is_the_other_quantity_where_that_is_next_likely() {
    stands("bar", 45_000, 3_000, LEFT);
    moved(LEFT, -150_000, WeightEvent.Kind.TAKE, 8_000);
    Line line = read(sure()).lines().getFirst();
    assertThat(line.quantity()).isEqualTo(3);
    Candidate other = requireNonNull(line.runnerUp());
    assertThat(other.gtin()).isEqualTo(new Gtin("bar"));
    assertThat(other.quantity()).isEqualTo(4);
    assertThat(other.probabilityPpm()).isBetween(1, 1_000_000 - line.confidencePpm());
  }

  @Test
  void the_runner_up_is_the_other_product_where_look_alikes_stand_together() {
    stands("lime", 330_000, 1_000, LEFT);
    stands("mint", 336_500, 1_000, LEFT);
    moved(LEFT, -330_200, WeightEvent.Kind.TAKE, 300);
    Line line = read(sure()).lines().getFirst();
    assertThat(line.gtin()).isEqualTo(new Gtin("lime"));
    Candidate other = requireNonNull(line.runnerUp());
    assertThat(other.gtin()).isEqualTo(new Gtin("mint"));
    assertThat(other.quantity()).isEqualTo(1);
    assertThat(other.probabilityPpm()).isPositive();
  }

  @Test
  void candidates_of_a_review_come_likeliest_first() {
    stands("lime", 333_500, 1_000, LEFT);
    stands("mint", 330_000, 1_000, LEFT);
    moved(LEFT, -331_000, WeightEvent.Kind.TAKE, 500);
    Review review = read(ReadingPolicy.DEFAULT).reviews().getFirst();
    assertThat(review.reason()).isEqualTo(Review.Reason.AMBIGUOUS);
    assertThat(review.evidence()).containsExactly(0);
    assertThat(review.candidates())
        .extracting(Candidate::gtin)
        .containsExactly(new Gtin("mint"), new Gtin("lime"));
  }

  @Test
  void a_change_whose_samples_are_missing_names_what_of_its_plates_fits_it() {
    stands("lime", 330_000, 1_000, LEFT);
    stands("mint", 165_500, 1_000, LEFT);
    stands("soap", 90_000, 1_000, LEFT);
    stands("tea", 330_000, 1_000, RIGHT);
    moved(LEFT, -330_500, WeightEvent.Kind.UNKNOWN, 500);
    assertThat(read(ReadingPolicy.DEFAULT).reviews())
        .singleElement()
        .satisfies(review ->
            assertThat(review.candidates())
                .containsExactly(
                    new Candidate(new Gtin("lime"), 1, 333_333),
                    new Candidate(new Gtin("mint"), 2, 333_333)));
  }

  @Test
  void what_was_scanned_while_out_and_put_back_is_neither_sold_nor_reviewed() {
    stands("tea", 330_000, 1_000, LEFT);
    moved(LEFT, -330_000, WeightEvent.Kind.TAKE, 500);
    scans.add(new Scan(new Gtin("tea"), 1_000_000));
    moved(LEFT, 330_000, WeightEvent.Kind.RETURN, 500);
    Reading reading = read(ReadingPolicy.DEFAULT);
    assertThat(reading.lines()).isEmpty();
    assertThat(reading.reviews()).isEmpty();
  }

  @Test
  void what_was_scanned_and_is_a_line_or_a_candidate_already_is_not_told_again() {
    stands("tea", 330_000, 1_000, LEFT);
    stands("lime", 333_500, 1_000, RIGHT);
    stands("mint", 330_000, 1_000, RIGHT);
    moved(LEFT, -330_000, WeightEvent.Kind.TAKE, 500);
    moved(RIGHT, -331_700, WeightEvent.Kind.TAKE, 500);
    scans.add(new Scan(new Gtin("tea"), 1_000_000));
    Reading reading = read(ReadingPolicy.DEFAULT);
    assertThat(reading.lines()).extracting(Line::gtin).containsExactly(new Gtin("tea"));
    assertThat(reading.reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Review.Reason.AMBIGUOUS));
  }

  @Test
  void a_scan_of_goods_that_stand_nowhere_is_sold_by_the_scan_alone() {
    products.put(new Gtin("card"), new Product(new Gtin("card"), "card", 5_000L, 100, 250L));
    scans.add(new Scan(new Gtin("card"), 0));
    scans.add(new Scan(new Gtin("card"), 1));
    assertThat(read(ReadingPolicy.DEFAULT).lines())
        .containsExactly(new Line(new Gtin("card"), 2, 999_000, List.of(), null));
  }

  @Test
  void a_scan_of_goods_that_nobody_priced_or_knows_is_a_review() {
    scans.add(new Scan(new Gtin("nobody"), 0));
    assertThat(read(ReadingPolicy.DEFAULT).reviews())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(Review.Reason.NO_PRICE));
  }

  @Test
  void lines_come_by_their_number_whatever_was_taken_first() {
    stands("b", 330_000, 1_000, LEFT);
    stands("a", 330_000, 1_000, RIGHT);
    moved(LEFT, -330_000, WeightEvent.Kind.TAKE, 500);
    moved(RIGHT, -330_000, WeightEvent.Kind.TAKE, 500);
    assertThat(read(ReadingPolicy.DEFAULT).lines())
        .extracting(Line::gtin)
        .containsExactly(new Gtin("a"), new Gtin("b"));
  }

  /** Charges what is likelier than not by far, so that there is a line with a runner-up. */
  private static ReadingPolicy sure() {
    return new ReadingPolicy(600_000, 1_000_000, 1_000_000_000_000L);
  }

  private void stands(String gtin, long weightMg, long spreadMg, PlateId plate) {
    Gtin code = new Gtin(gtin);
    products.put(code, new Product(code, gtin, weightMg, spreadMg, 100L));
    places.put(code, List.of(plate));
  }

  private void moved(PlateId plate, long deltaMg, WeightEvent.Kind kind, long sigmaMg) {
    long begin = events.size() * 2_000_000L;
    events.add(
        new WeightEvent("1", List.of(plate), begin, begin + 500_000, deltaMg, sigmaMg, kind));
  }

  private Reading read(ReadingPolicy policy) {
    return new SessionReader(policy)
        .read(new SessionEvidence(events, scans, new Planogram("v1", products, places)));
  }
}
