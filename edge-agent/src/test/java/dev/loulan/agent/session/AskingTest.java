package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.ReviewOpened;
import dev.loulan.journal.entry.Sale;
import dev.loulan.journal.entry.SignedDocument;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A plate with two look-alikes: which of them was taken, only a scan can tell. */
final class AskingTest {
  private static final String BOARD = "1";
  private static final String PLATE = "s1p1";
  private static final Gtin RED = new Gtin("2000000001005");
  private static final Gtin BLUE = new Gtin("2000000001012");
  private static final long STEP_MICROS = 50_000;

  private final SplittableRandom noise = new SplittableRandom(7);
  private final ShelfMachine machine =
      new ShelfMachine(
          Recovered.nothing(),
          new ShelfSettings(ZoneOffset.UTC, 0, "USD", false),
          List.of(plan(), prices()),
          true);
  private final List<SessionNotice> told = new ArrayList<>();
  private final List<Object> journaled = new ArrayList<>();
  private long sequence = 1;
  private long now = 1_790_000_000_000_000L;
  private int weightMg = 1_000_000;

  @Test
  void a_doubt_is_asked_about_and_the_scan_that_answers_makes_it_a_sale() {
    aScannerIsThere();
    take(-101_000);
    assertThat(states()).endsWith(SessionNotice.State.ASKED);
    assertThat(told.getLast().reviews()).hasSize(1);
    assertThat(reviews()).as("nothing is journaled while it is open").isEmpty();
    scan(RED.value());
    rest(6);
    assertThat(states()).endsWith(SessionNotice.State.ASKED, SessionNotice.State.CONFIRMED);
    assertThat(reviews()).isEmpty();
    assertThat(sales().getLast().lines()).hasSize(1);
    assertThat(sales().getLast().lines().getFirst().gtin()).isEqualTo(RED.value());
  }

  @Test
  void without_an_answer_a_person_decides_after_a_while() {
    aScannerIsThere();
    take(-101_000);
    rest(15);
    assertThat(states()).endsWith(SessionNotice.State.ASKED);
    rest(8);
    assertThat(states()).endsWith(SessionNotice.State.ASKED, SessionNotice.State.REVIEW);
    assertThat(reviews()).hasSize(1);
  }

  @Test
  void an_answer_that_fits_nothing_is_asked_about_once_more_and_then_left_to_a_person() {
    aScannerIsThere();
    take(-101_000);
    scan("4006381333931");
    rest(6);
    scan("4006381333931");
    rest(6);
    assertThat(states())
        .endsWith(SessionNotice.State.ASKED, SessionNotice.State.ASKED, SessionNotice.State.REVIEW);
  }

  @Test
  void the_next_shopper_does_not_wait_for_the_answer_of_the_one_before() {
    aScannerIsThere();
    take(-101_000);
    door(true);
    assertThat(states())
        .endsWith(
            SessionNotice.State.ASKED, SessionNotice.State.REVIEW, SessionNotice.State.OPENED);
  }

  @Test
  void a_shelf_without_a_scanner_does_not_ask() {
    hello();
    rest(3);
    take(-101_000);
    rest(3);
    assertThat(states()).endsWith(SessionNotice.State.OPENED, SessionNotice.State.REVIEW);
  }

  @Test
  void a_feed_that_ends_while_it_is_asked_ends_the_session() {
    aScannerIsThere();
    take(-101_000);
    next(new Frame.End(BOARD, sequence, now));
    assertThat(states()).endsWith(SessionNotice.State.ASKED, SessionNotice.State.REVIEW);
  }

  /** Somebody has scanned something before, so the shelf is known to have a scanner. */
  private void aScannerIsThere() {
    hello();
    rest(3);
    scan(BLUE.value());
  }

  private void take(int mg) {
    door(true);
    rest(1);
    weightMg += mg;
    rest(2);
    door(false);
    rest(3);
  }

  private void hello() {
    Frame.Hello hello =
        new Frame.Hello(BOARD, Frame.Clock.WALL, 9, 1, Frame.DoorState.CLOSED, List.of(PLATE));
    carryOut(machine.step(new Input.Hello(hello, true)));
  }

  private void rest(int seconds) {
    for (int i = 0; i < seconds * 20; i++) {
      int mg = weightMg + (int) Math.round(300 * (noise.nextDouble() + noise.nextDouble() - 1));
      next(new Frame.Samples(BOARD, sequence, new SampleBlock(now, new int[] {0}, new int[] {mg})));
    }
  }

  private void door(boolean open) {
    next(new Frame.Door(BOARD, sequence, now, open));
  }

  private void scan(String code) {
    next(new Frame.Scan(BOARD, sequence, now, code));
  }

  private void next(Frame frame) {
    carryOut(machine.step(new Input.Next(9, frame, now, 0)));
    sequence++;
    now += STEP_MICROS;
  }

  private void carryOut(List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Notify(SessionNotice notice) -> told.add(notice);
        case Effect.Append append -> journaled.addAll(append.bodies());
        default -> {
          // Of no matter here.
        }
      }
    }
  }

  private List<SessionNotice.State> states() {
    return told.stream().map(SessionNotice::state).toList();
  }

  private List<Sale> sales() {
    return journaled.stream().filter(Sale.class::isInstance).map(Sale.class::cast).toList();
  }

  private List<Object> reviews() {
    return journaled.stream().filter(ReviewOpened.class::isInstance).toList();
  }

  private static ShelfDocument plan() {
    TreeMap<Gtin, Product> products = new TreeMap<>();
    products.put(RED, new Product(RED, "red", 101_000L, 1_700, null));
    products.put(BLUE, new Product(BLUE, "blue", 101_500L, 1_700, null));
    TreeMap<Gtin, Terms> terms = new TreeMap<>();
    TreeMap<Gtin, List<PlateId>> places = new TreeMap<>();
    for (Gtin gtin : products.keySet()) {
      terms.put(gtin, new Terms("acme", 0));
      places.put(gtin, List.of(new PlateId(BOARD, PLATE)));
    }
    return new ShelfDocument.Plan(signed("1"), 0, products, terms, places);
  }

  private static ShelfDocument prices() {
    TreeMap<Gtin, Long> prices = new TreeMap<>();
    prices.put(RED, 250L);
    prices.put(BLUE, 250L);
    return new ShelfDocument.Prices(signed("2"), 0, "USD", prices);
  }

  private static SignedDocument signed(String version) {
    return new SignedDocument(
        version,
        "1970-01-01T00:00:00Z",
        Bytes.of(new byte[32]),
        "0123456789abcdef",
        Bytes.of(new byte[64]));
  }
}
