package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import dev.loulan.inference.learning.PlateCalibration;
import dev.loulan.inference.session.Line;
import dev.loulan.inference.session.WeightEvent;
import dev.loulan.inference.signal.Step;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far each plate's gain has drifted, by what was delivered: goods whose number is sure weigh
 * that many units. Kept in the journal as a {@link Configuration} a check, so that the next boot
 * goes on with it. Belongs to the machine's thread.
 */
final class PlateChecks {
  private static final String WORD = "plate-check";

  /** One delivery says as much about its goods as about the plate. */
  private static final int FEWEST_CHECKS = 3;

  private final SortedMap<PlateId, PlateCalibration> plates;

  /**
   * @param known as {@link #read} found them from the journal
   */
  PlateChecks(Map<PlateId, PlateCalibration> known) {
    this.plates = new TreeMap<>(known);
  }

  /**
   * Learns from a delivery.
   *
   * @param lines with indexes into {@code events}
   * @return what is to be journaled, a check for each plate
   */
  List<Body> learn(Catalogue catalogue, List<WeightEvent> events, List<Line> lines) {
    List<Body> checks = new ArrayList<>();
    for (Line line : lines) {
      Optional<Product> product = catalogue.planogram().product(line.gtin());
      Long unit = product.map(Product::unitWeightMg).orElse(null);
      if (unit == null || !isAlone(lines, line)) {
        continue;
      }
      WeightEvent event = events.get(line.evidence().getFirst());
      if (event.kind() == WeightEvent.Kind.RETURN && event.plates().size() == 1) {
        double weight = (double) unit * line.quantity();
        double spread = product.get().spreadMg() * StrictMath.sqrt(line.quantity());
        checks.add(learn(event, weight, spread));
      }
    }
    return checks;
  }

  /** Whether one event says how much the line weighs, and nothing else. */
  static boolean isAlone(List<Line> lines, Line line) {
    return line.evidence().size() == 1
        && lines.stream()
            .noneMatch(o -> !o.equals(line) && o.evidence().containsAll(line.evidence()));
  }

  private Body learn(WeightEvent event, double weightMg, double spreadMg) {
    PlateId plate = event.plates().getFirst();
    Step step =
        new Step(plate, event.beginMicros(), event.endMicros(), event.deltaMg(), event.sigmaMg());
    PlateCalibration known =
        plates.getOrDefault(plate, PlateCalibration.NONE).checked(step, weightMg, spreadMg);
    plates.put(plate, known);
    return entry(plate, known);
  }

  /** The calibration that a plate has; the one of none when nobody calibrated it. */
  PlateCalibration of(PlateId plate) {
    return plates.getOrDefault(plate, PlateCalibration.NONE);
  }

  /** A plate was calibrated: what earlier deliveries said of it is void. */
  void calibrated(PlateId plate, PlateCalibration now) {
    plates.put(plate, now);
  }

  /** All that is known, as the journal says it. */
  List<Body> all() {
    List<Body> all = new ArrayList<>();
    plates.forEach((plate, known) -> {
      if (CalibrationEntries.isCalibrated(known)) {
        all.add(CalibrationEntries.entry(plate, known));
      }
      all.add(entry(plate, known));
    });
    return all;
  }

  /** Plates that an operator should calibrate. */
  List<PlateId> toCalibrate(long nowMicros) {
    return plates.entrySet().stream()
        .filter(plate -> plate.getValue().checks() >= FEWEST_CHECKS)
        .filter(plate -> plate.getValue().needsCalibration(nowMicros))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How far a plate can be trusted, from 0 to 100; empty before it was ever checked. */
  OptionalInt score(PlateId plate, long nowMicros) {
    PlateCalibration known = plates.get(plate);
    return known == null ? OptionalInt.empty() : OptionalInt.of(known.score(nowMicros));
  }

  static Configuration entry(PlateId plate, PlateCalibration known) {
    long driftPpm = Math.round(known.drift() * 1e6);
    String version =
        String.join(
            " ",
            WORD,
            plate.toString(),
            Long.toString(driftPpm),
            Integer.toString(known.checks()),
            Long.toString(known.checkedMicros()));
    return RestockMode.entry(version);
  }

  /**
   * Takes over what a check says of a plate's drift, beside the calibration that is known; does
   * nothing when the entry is about something else.
   */
  static void read(Configuration entry, Map<PlateId, PlateCalibration> into) {
    String[] words = entry.version().split(" ", -1);
    if (words.length != 5 || !words[0].equals(WORD)) {
      return;
    }
    PlateId plate = PlateId.parse(words[1]);
    PlateCalibration known = into.getOrDefault(plate, PlateCalibration.NONE);
    into.put(
        plate,
        new PlateCalibration(
            known.gain(),
            known.zeroMg(),
            known.gainSigma(),
            Long.parseLong(words[2]) / 1e6,
            Integer.parseInt(words[3]),
            Long.parseLong(words[4])));
  }
}
