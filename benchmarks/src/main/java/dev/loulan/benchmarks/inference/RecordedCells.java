package dev.loulan.benchmarks.inference;

import dev.loulan.benchmarks.report.Ratio;
import dev.loulan.benchmarks.report.Report;
import dev.loulan.benchmarks.report.Row;
import dev.loulan.bridge.recording.RecordingException;
import dev.loulan.bridge.recording.WeightColumn;
import dev.loulan.inference.signal.CellScan;
import dev.loulan.inference.signal.SignalSettings;
import dev.loulan.inference.signal.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recordings of single cells: which steps were found, and which were invented. */
final class RecordedCells {
  private static final String OURS = "plate signal";
  private static final double WITHIN_SECONDS = 0.5;

  /** A step that is known to be in a recording, in its own seconds and grams. */
  private record Known(double begin, double end, double grams) {}

  private final Report report;

  RecordedCells(Report report) {
    this.report = report;
  }

  void run() throws RecordingException {
    cell(
        "aim3s-shelf-recording/shelf2.csv.gz",
        "raw_g",
        List.of(
            new Known(35.25, 37.97, -324.7),
            new Known(41.61, 44.13, -409.6),
            new Known(86.17, 88.69, 416.5),
            new Known(88.85, 92.45, 313.5)));
    cell("aim3s-shelf-recording/shelf3.csv.gz", "raw_g", List.of());
    // No human labels: what the weight before and after says. The last takes all but the pot's
    // rest.
    cell(
        "hx711-coffee-pot/2019-11-22_place_pot_then_pour.csv.gz",
        "weight_g",
        List.of(
            new Known(1574411536, 1574411541, 3_416),
            new Known(1574411542, 1574411543, -3_431),
            new Known(1574411551, 1574411554, 3_414),
            new Known(1574411557, 1574411569, -142),
            new Known(1574411572, 1574411574, -3_256)));
    cell("hx711-coffee-pot/2019-11-18_boot_with_tare_out_of_range.csv.gz", "weight_g", List.of());
    cell("hx711-coffee-pot/2019-12-18_10Hz_a.csv.gz", "weight_g", List.of());
    cell(
        "hx711-coffee-pot/2019-10-30_30s_day.csv.gz",
        "weight_g",
        List.of(new Known(1572503827, 1572503920, -127)));
    cell("hx711-slow-drift/readings.csv.gz", "mass_g", List.of());
  }

  private void cell(String name, String column, List<Known> known) throws RecordingException {
    Optional<Path> file = Recordings.find(name);
    if (file.isEmpty()) {
      report.add(Ratio.notRun(name + " steps_invented", OURS, "none", "= 0", Recordings.ABSENT));
      return;
    }
    CellScan scan = new CellScan(SignalSettings.UNKNOWN_CELL);
    try (WeightColumn rows = new WeightColumn(file.get(), null, column)) {
      while (rows.next()) {
        scan.accept(rows.atMicros(), rows.weightMg());
      }
    }
    List<Step> left = new ArrayList<>(scan.finish().steps());
    int found = 0;
    for (Known event : known) {
      found += left.removeIf(step -> isOf(step, event)) ? 1 : 0;
    }
    report.add(Row.counted(name, OURS, "events_known", "events", known.size()));
    report.add(Row.counted(name, OURS, "events_found", "events", found));
    report.add(Row.counted(name, OURS, "steps_invented", "steps", left.size()));
    if (!known.isEmpty()) {
      double share = (double) found / known.size();
      report.add(Ratio.counted(name + " events_found", OURS, "labels", share, "= 1"));
    }
    report.add(Ratio.counted(name + " steps_invented", OURS, "none", left.size(), "= 0"));
  }

  private static boolean isOf(Step step, Known known) {
    boolean overlaps =
        step.beginMicros() / 1e6 >= known.begin() - WITHIN_SECONDS
            && step.endMicros() / 1e6 <= known.end() + WITHIN_SECONDS;
    return overlaps && (step.deltaMg() < 0) == (known.grams() < 0);
  }
}
