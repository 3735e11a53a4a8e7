package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.testkit.sim.DemoShelf;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A door that opens before the first samples after a boot: only levels of before it are known. */
final class AcrossBootTest {
  private static final DemoShelf SHELF = DemoShelf.standard();
  private static final int CHOCOLATE = 3;
  private static final int NUTS = 5;
  private static final int CANDY = 7;

  private final PlayedBoard board;

  AcrossBootTest() {
    TreeMap<PlateId, Long> levels = new TreeMap<>();
    int[] weightsMg = new int[SHELF.products().size()];
    for (int plate = 0; plate < weightsMg.length; plate++) {
      weightsMg[plate] = Math.toIntExact(20 * SHELF.products().get(plate).unitWeightMg());
      levels.put(SHELF.products().get(plate).plate(), (long) weightsMg[plate]);
    }
    Recovered nothing = Recovered.nothing();
    Recovered kept =
        new Recovered(
            null,
            nothing.closedSessions(),
            nothing.seen(),
            nothing.tenderReferences(),
            nothing.lastMicros(),
            nothing.lastDay(),
            new PlateauSnapshot(PlayedBoard.START_MICROS - 60_000_000, levels),
            null,
            false,
            nothing.learned());
    board =
        new PlayedBoard(
            new ShelfMachine(kept, DemoFeed.settings(), DemoFeed.documents(), true),
            SHELF.board(),
            SHELF.plates(),
            weightsMg,
            200);
  }

  @Test
  void what_differs_and_can_be_told_is_sold() {
    visit(() -> take(CANDY, 1));
    assertThat(board.sales()).hasSize(1);
    assertThat(board.reviews()).isEmpty();
  }

  @Test
  void a_doubt_on_one_plate_is_a_doubt_about_all_since_goods_may_have_been_put_elsewhere() {
    visit(this::takeAndPutElsewhere);
    assertThat(board.sales()).isEmpty();
    assertThat(board.reviews()).isNotEmpty();
  }

  @Test
  void nobody_is_asked_to_scan_what_no_scan_can_settle() {
    board.scan("4006381333931");
    visit(this::takeAndPutElsewhere);
    assertThat(board.states())
        .doesNotContain(SessionNotice.State.ASKED)
        .endsWith(SessionNotice.State.REVIEW);
  }

  /** The chocolate stands with the nuts in the end, two of which are gone. */
  private void takeAndPutElsewhere() {
    take(CANDY, 1);
    take(NUTS, 2);
    take(CHOCOLATE, 1);
    board.add(NUTS, SHELF.products().get(CHOCOLATE).unitWeightMg());
  }

  private void take(int plate, int units) {
    board.add(plate, -units * SHELF.products().get(plate).unitWeightMg());
  }

  private void visit(Runnable hands) {
    board.hello();
    board.door(true);
    hands.run();
    board.rest(2);
    board.door(false);
    board.rest(4);
  }
}
