package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Product;
import org.junit.jupiter.api.Test;

/** A plate with two look-alikes: which of them was taken, only a scan can tell. */
final class AskingTest {
  private static final Gtin RED = new Gtin("2000000001005");
  private static final Gtin BLUE = new Gtin("2000000001012");

  private final PlayedBoard board =
      OnePlate.with(
          1_000_000,
          new Product(RED, "red", 101_000L, 1_700, null),
          new Product(BLUE, "blue", 101_500L, 1_700, null));

  @Test
  void a_doubt_is_asked_about_and_the_scan_that_answers_makes_it_a_sale() {
    aScannerIsThere();
    take(-101_000);
    assertThat(board.states()).endsWith(SessionNotice.State.ASKED);
    assertThat(board.told().getLast().reviews()).hasSize(1);
    assertThat(board.reviews()).as("nothing is journaled while it is open").isEmpty();
    board.scan(RED.value());
    board.rest(6);
    assertThat(board.states()).endsWith(SessionNotice.State.ASKED, SessionNotice.State.CONFIRMED);
    assertThat(board.reviews()).isEmpty();
    assertThat(board.sales().getLast().lines()).hasSize(1);
    assertThat(board.sales().getLast().lines().getFirst().gtin()).isEqualTo(RED.value());
  }

  @Test
  void without_an_answer_a_person_decides_after_a_while() {
    aScannerIsThere();
    take(-101_000);
    board.rest(15);
    assertThat(board.states()).endsWith(SessionNotice.State.ASKED);
    board.rest(8);
    assertThat(board.states()).endsWith(SessionNotice.State.ASKED, SessionNotice.State.REVIEW);
    assertThat(board.reviews()).hasSize(1);
  }

  @Test
  void an_answer_that_fits_nothing_is_asked_about_once_more_and_then_left_to_a_person() {
    aScannerIsThere();
    take(-101_000);
    board.scan("4006381333931");
    board.rest(6);
    board.scan("4006381333931");
    board.rest(6);
    assertThat(board.states())
        .endsWith(SessionNotice.State.ASKED, SessionNotice.State.ASKED, SessionNotice.State.REVIEW);
  }

  @Test
  void the_next_shopper_does_not_wait_for_the_answer_of_the_one_before() {
    aScannerIsThere();
    take(-101_000);
    board.door(true);
    assertThat(board.states())
        .endsWith(
            SessionNotice.State.ASKED, SessionNotice.State.REVIEW, SessionNotice.State.OPENED);
  }

  @Test
  void a_shelf_without_a_scanner_does_not_ask() {
    board.hello();
    board.rest(3);
    take(-101_000);
    board.rest(3);
    assertThat(board.states()).endsWith(SessionNotice.State.OPENED, SessionNotice.State.REVIEW);
  }

  @Test
  void a_feed_that_ends_while_it_is_asked_ends_the_session() {
    aScannerIsThere();
    take(-101_000);
    board.end();
    assertThat(board.states()).endsWith(SessionNotice.State.ASKED, SessionNotice.State.REVIEW);
  }

  /** Somebody has scanned something before, so the shelf is known to have a scanner. */
  private void aScannerIsThere() {
    board.hello();
    board.rest(3);
    board.scan(BLUE.value());
  }

  private void take(int mg) {
    board.door(true);
    board.rest(1);
    board.add(0, mg);
    board.rest(2);
    board.door(false);
    board.rest(3);
  }
}
