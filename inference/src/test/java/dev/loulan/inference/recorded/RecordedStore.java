package dev.loulan.inference.recorded;

import dev.loulan.domain.planogram.LoadedPlanogram;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlanogramLoader;
import dev.loulan.domain.planogram.PlanogramLoader.PlaceRow;
import dev.loulan.domain.planogram.PlanogramLoader.ProductRow;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.session.EventFinder;
import dev.loulan.inference.session.Reading;
import dev.loulan.inference.session.ReadingPolicy;
import dev.loulan.inference.session.SessionEvidence;
import dev.loulan.inference.session.SessionReader;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.WatchedPlate;
import dev.loulan.needs.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A whole store session in memory, so that a test can change it before it is read. */
final class RecordedStore {

  /** One gondola: a time for each sample and, for each plate, a weight for each sample. */
  @SuppressWarnings("ArrayRecordComponent")
  record Gondola(String board, long[] atMicros, Map<PlateId, int[]> weightsMg) {}

  final List<Gondola> gondolas = new ArrayList<>();
  final List<ProductRow> products = new ArrayList<>();
  final List<PlaceRow> places = new ArrayList<>();

  static RecordedStore load() throws IOException {
    Path folder = Needs.data("aifi-plates-benchmark-1");
    RecordedStore store = new RecordedStore();
    for (int g = 1; g <= 4; g++) {
      store.gondolas.add(gondola("" + g, folder.resolve("gondola" + g + ".csv.gz")));
    }
    for (String line : skipHeader(folder.resolve("products.csv"))) {
      List<String> f = split(line);
      store.products.add(new ProductRow(f.get(0), f.get(1), f.get(2), f.get(3)));
    }
    for (String line : skipHeader(folder.resolve("planogram.csv"))) {
      List<String> f = split(line);
      store.places.add(new PlaceRow(f.get(0), Arrays.asList(f.get(1).split(" ", -1))));
    }
    return store;
  }

  private static List<String> skipHeader(Path file) throws IOException {
    List<String> lines = Readings.lines(file);
    return lines.subList(1, lines.size());
  }

  private static List<String> split(String line) {
    String[] fields = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    return Arrays.stream(fields).map(f -> f.replace("\"", "")).toList();
  }

  private static Gondola gondola(String board, Path file) throws IOException {
    List<String> lines = Readings.lines(file);
    String[] header = lines.getFirst().split(",", -1);
    long[] times = new long[lines.size() - 1];
    int[][] weights = new int[header.length - 1][times.length];
    for (int row = 0; row < times.length; row++) {
      String[] cells = lines.get(row + 1).split(",", -1);
      times[row] = Math.round(Double.parseDouble(cells[0]) * 1e6);
      for (int p = 0; p < weights.length; p++) {
        weights[p][row] = Readings.milligrams(cells[p + 1]);
      }
    }
    Map<PlateId, int[]> plates = new TreeMap<>();
    for (int p = 0; p < weights.length; p++) {
      plates.put(new PlateId(board, header[p + 1]), weights[p]);
    }
    return new Gondola(board, times, plates);
  }

  Gondola gondola(String board) {
    return gondolas.get(Integer.parseInt(board) - 1);
  }

  /** Takes weight off a plate from a sample on, within a sixth of a second. */
  void remove(PlateId plate, int sample, double weightMg) {
    Gondola gondola = gondola(plate.board());
    int[] weights = gondola.weightsMg().getOrDefault(plate, new int[0]);
    for (int i = sample; i < weights.length; i++) {
      double share = Math.min(1, (i - sample + 1) / 10.0);
      weights[i] -= (int) Math.round(weightMg * share);
    }
  }

  Planogram planogram() {
    Set<PlateId> shelf = new HashSet<>();
    gondolas.forEach(g -> shelf.addAll(g.weightsMg().keySet()));
    LoadedPlanogram loaded = PlanogramLoader.load("recorded", products, places, shelf);
    return loaded.planogram();
  }

  Reading read() {
    return read("", 0, 0);
  }

  /** Reads the session, leaving out samples {@code from} to {@code to} of one board. */
  Reading read(String droppedBoard, int from, int to) {
    Planogram planogram = planogram();
    ShelfSignal shelf = new ShelfSignal(planogram);
    for (Gondola gondola : gondolas) {
      gondola.weightsMg().keySet().forEach(shelf::plate);
      for (int i = 0; i < gondola.atMicros().length; i++) {
        boolean drop = gondola.board().equals(droppedBoard) && i >= from && i < to;
        if (drop && i == from) {
          shelf.gap(gondola.board(), gondola.atMicros()[i]);
        }
        if (!drop) {
          feed(shelf, gondola, i);
        }
      }
    }
    shelf.finish();
    var events = new EventFinder(planogram).find(shelf.drainSteps(), shelf.drainUnknowns());
    return new SessionReader(ReadingPolicy.DEFAULT)
        .read(new SessionEvidence(events, List.of(), planogram));
  }

  private static void feed(ShelfSignal shelf, Gondola gondola, int sample) {
    for (var plate : gondola.weightsMg().entrySet()) {
      WatchedPlate signal = shelf.plate(plate.getKey());
      signal.accept(gondola.atMicros()[sample], plate.getValue()[sample]);
    }
  }
}
