package dev.loulan.benchmarks.inference;

import dev.loulan.domain.Gtin;
import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.signal.ShelfSignal;
import dev.loulan.inference.signal.WatchedPlate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A session as its people labelled it: what was taken and put back, and where. */
final class LabelledSession {
  private static final double HERTZ = 60;
  private static final double FIRST_SECONDS = 5;
  private static final double APART_SECONDS = 3.5;
  private static final double MOVE_SECONDS = 0.4;

  private record Move(double atSeconds, List<PlateId> plates, Product product, int units) {}

  private final List<Move> moves = new ArrayList<>();

  /** The sessions of the file in its order; rows whose product has no weight cannot be replayed. */
  static List<LabelledSession> read(Path file, Planogram planogram) throws IOException {
    Map<String, LabelledSession> sessions = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      Product product = row[6].isBlank() ? null : planogram.product(new Gtin(row[6])).orElse(null);
      int units = (int) Double.parseDouble(row[10]);
      if (product != null && product.unitWeightMg() != null && units > 0) {
        List<PlateId> plates = new ArrayList<>();
        for (String plate : row[5].strip().split(" ", -1)) {
          plates.add(PlateId.of(row[3], Integer.parseInt(row[4]), Integer.parseInt(plate)));
        }
        LabelledSession session = sessions.computeIfAbsent(row[0], _ -> new LabelledSession());
        double at = FIRST_SECONDS + APART_SECONDS * session.moves.size();
        session.moves.add(new Move(at, plates, product, row[11].equals("1") ? -units : units));
      }
    }
    return List.copyOf(sessions.values());
  }

  /** What left with all shoppers together. */
  SortedMap<Gtin, Integer> receipt() {
    SortedMap<Gtin, Integer> receipt = new TreeMap<>();
    moves.forEach(move -> receipt.merge(move.product().gtin(), move.units(), Integer::sum));
    receipt.values().removeIf(units -> units <= 0);
    return receipt;
  }

  /** Where each product was taken from. */
  Map<Gtin, List<PlateId>> takenFrom() {
    Map<Gtin, List<PlateId>> plates = new TreeMap<>();
    moves.stream()
        .filter(move -> move.units() > 0)
        .forEach(move -> plates.put(move.product().gtin(), move.plates()));
    return plates;
  }

  /** Feeds the plates that were touched and those beside them. */
  void play(ShelfSignal shelf, StoreNoise noise, long seed) {
    Random random = new Random(seed);
    Map<PlateId, double[]> weights = new TreeMap<>();
    for (Move move : moves) {
      double weight = 0;
      for (int unit = 0; unit < Math.abs(move.units()); unit++) {
        double mean = (double) grams(move.product());
        weight += mean + Product.assumedSpreadMg(Math.round(mean)) * random.nextGaussian();
      }
      double share = -Math.signum(move.units()) * weight / move.plates().size();
      for (PlateId plate : move.plates()) {
        double[] of = weights.computeIfAbsent(plate, _ -> new double[moves.size()]);
        of[moves.indexOf(move)] += share;
      }
    }
    TreeSet<PlateId> plates = new TreeSet<>(weights.keySet());
    for (PlateId plate : weights.keySet()) {
      for (int beside : new int[] {plate.position() - 1, plate.position() + 1}) {
        if (beside > 0) {
          plates.add(PlateId.of(plate.board(), plate.shelf(), beside));
        }
      }
    }
    int phase = random.nextInt(1_000);
    plates.forEach(plate -> play(shelf.plate(plate), weights.get(plate), noise.of(plate), phase));
    shelf.finish();
  }

  private static long grams(Product product) {
    Long mg = product.unitWeightMg();
    return mg == null ? 0 : mg;
  }

  private void play(
      WatchedPlate plate,
      double @org.jspecify.annotations.Nullable [] steps,
      int[] noise,
      int from) {
    int samples = (int) (HERTZ * (moves.getLast().atSeconds() + APART_SECONDS));
    for (int i = 0; i < samples; i++) {
      double seconds = i / HERTZ;
      double load = 2_000_000;
      for (int m = 0; steps != null && m < steps.length; m++) {
        double done = (seconds - moves.get(m).atSeconds()) / MOVE_SECONDS;
        load += steps[m] * Math.clamp(done, 0.0, 1.0);
      }
      long at = Math.round(seconds * 1e6);
      plate.accept(at, (int) Math.round(load) + StoreNoise.at(noise, from + i));
    }
  }
}
