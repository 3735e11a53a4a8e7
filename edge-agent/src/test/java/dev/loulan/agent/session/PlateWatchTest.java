package dev.loulan.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.journal.entry.Alert;
import dev.loulan.testkit.sim.DemoShelf;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What an agent says of plates whose cells or wires are broken. */
final class PlateWatchTest {
  private static final DemoShelf SHELF = DemoBoard.SHELF;
  private static final int NOODLES = 4;
  private static final int CANDY = 7;

  @Test
  void wires_exchanged_while_the_power_was_off_are_told_once() {
    PlateId first = plate(NOODLES);
    PlateId second = plate(CANDY);
    SortedMap<PlateId, Long> before = DemoBoard.levels();
    SortedMap<PlateId, Long> now = DemoBoard.levels();
    before.replace(first, now.getOrDefault(second, 0L));
    before.replace(second, now.getOrDefault(first, 0L));
    PlayedBoard board = booted(before, DemoBoard.USUAL_NOISE_MG);
    board.rest(20);
    assertThat(alerts(board, AlertCode.PLATES_SWAPPED))
        .singleElement()
        .satisfies(alert -> assertThat(alert.subject()).contains(first.toString()))
        .satisfies(alert -> assertThat(alert.subject()).contains(second.toString()));
  }

  @Test
  void plates_that_are_as_they_were_are_not_told() {
    PlayedBoard board = booted(DemoBoard.levels(), DemoBoard.USUAL_NOISE_MG);
    board.rest(30);
    assertThat(board.alerts()).noneMatch(alert -> alert.code().startsWith("plate"));
  }

  @Test
  void goods_sold_while_the_power_was_off_are_no_exchanged_wires() {
    SortedMap<PlateId, Long> before = DemoBoard.levels();
    before.merge(plate(CANDY), SHELF.products().get(CANDY).unitWeightMg(), Long::sum);
    PlayedBoard board = booted(before, DemoBoard.USUAL_NOISE_MG);
    board.rest(20);
    assertThat(alerts(board, AlertCode.PLATES_SWAPPED)).isEmpty();
  }

  @Test
  void a_cell_whose_value_never_changes_is_told_once_for_each_plate() {
    PlayedBoard board = booted(DemoBoard.levels(), 0);
    board.rest(60);
    assertThat(alerts(board, AlertCode.PLATE_STUCK))
        .extracting(Alert::subject)
        .doesNotHaveDuplicates()
        .hasSize(SHELF.plates().size());
  }

  @Test
  void a_plate_noisier_than_the_lightest_product_on_it_is_told() {
    PlayedBoard board = booted(DemoBoard.levels(), 60_000);
    board.rest(60);
    assertThat(alerts(board, AlertCode.PLATE_NOISY))
        .extracting(Alert::subject)
        .contains(plate(CANDY).toString());
  }

  private static PlateId plate(int product) {
    return SHELF.products().get(product).plate();
  }

  private static List<Alert> alerts(PlayedBoard board, AlertCode code) {
    return board.alerts().stream().filter(alert -> alert.code().equals(code.word())).toList();
  }

  private static PlayedBoard booted(SortedMap<PlateId, Long> before, int noiseMg) {
    PlayedBoard board = DemoBoard.booted(before, noiseMg);
    board.hello();
    return board;
  }
}
