package dev.loulan.inference.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loulan.inference.signal.CellScan;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.inference.signal.Step;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of single cells and of sums of cells, without a planogram. */
class RecordedCellTest {

  @Test
  void finds_each_labelled_event_of_a_shelf_and_no_other() throws IOException {
    List<Step> steps = scan("aim3s-shelf-recording/shelf2.csv.gz", "raw_g", 1_000).steps();
    double[][] labelled = {
      {35253.8, 37973.8, -324.7},
      {41613.8, 44133.8, -409.6},
      {86173.8, 88693.8, 416.5},
      {88853.8, 92453.8, 313.5}
    };
    assertThat(steps).hasSize(labelled.length);
    for (int i = 0; i < labelled.length; i++) {
      Step step = steps.get(i);
      assertThat(step.beginMicros()).isBetween(micros(labelled[i][0]), micros(labelled[i][1]));
      assertThat(step.endMicros()).isLessThanOrEqualTo(micros(labelled[i][1] + 500));
      assertThat(step.deltaMg() / 1e3).isCloseTo(labelled[i][2], within(10.0));
    }
  }

  @Test
  void finds_nothing_on_a_shelf_that_is_only_shaken() throws IOException {
    assertThat(scan("aim3s-shelf-recording/shelf3.csv.gz", "raw_g", 1_000).steps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hx711-coffee-pot/2019-12-18_10Hz_a.csv.gz",
        "hx711-coffee-pot/2019-11-18_boot_with_tare_out_of_range.csv.gz"
      })
  void presses_and_spikes_are_no_steps(String file) throws IOException {
    CellScan.Result result = scan(file, "weight_g", 1_000_000);
    assertThat(result.steps()).isEmpty();
    assertThat(result.unknowns()).isEmpty();
  }

  @Test
  void pot_placed_removed_and_poured_from_while_it_is_pressed() throws IOException {
    List<Step> steps =
        scan("hx711-coffee-pot/2019-11-22_place_pot_then_pour.csv.gz", "weight_g", 1_000_000)
            .steps();
    assertThat(steps.stream().map(s -> Math.round(s.deltaMg() / 1e5) / 10.0))
        .containsExactly(3.4, -3.4, 3.4, -0.1, -3.3);
  }

  @Test
  void mug_lifted_between_samples_half_a_minute_apart() throws IOException {
    List<Step> steps =
        scan("hx711-coffee-pot/2019-10-30_30s_day.csv.gz", "weight_g", 1_000_000).steps();
    assertThat(steps)
        .singleElement()
        .satisfies(s -> assertThat(s.deltaMg()).isBetween(-130_000L, -124_000L));
  }

  @Test
  void plant_that_dries_for_days_makes_no_step() throws IOException {
    CellScan.Result result = scan("hx711-slow-drift/readings.csv.gz", "mass_g", 1_000_000);
    assertThat(result.steps()).isEmpty();
    assertThat(result.unknowns()).isEmpty();
  }

  private static long micros(double millis) {
    return Math.round(millis * 1000);
  }

  private static CellScan.Result scan(String file, String column, int microsPerUnit)
      throws IOException {
    List<String> lines = Readings.lines(Needs.data(file));
    int weight = Arrays.asList(lines.getFirst().split(",", -1)).indexOf(column);
    CellScan scan = new CellScan(SignalSettings.UNKNOWN_CELL);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      long at = Math.round(Double.parseDouble(cells[0]) * microsPerUnit);
      scan.accept(at, Readings.milligrams(cells[weight]));
    }
    return scan.finish();
  }
}
