package dev.loulan.agent.session;

import dev.loulan.domain.planogram.PlateId;
import dev.loulan.inference.signal.PlateHealth;
import dev.loulan.inference.signal.PlateauSnapshot;
import dev.loulan.inference.signal.ShelfSignal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with plates, each once in a boot. Belongs to the machine's thread. */
final class PlateWatch {
  private static final long EVERY_MICROS = 5_000_000;

  /** Farther than goods wander from one boot to the next. */
  private static final long MOVED_MG = 5_000;

  private final ShelfState shelf;
  private final PlateauSnapshot before;
  private final PlateChecks checks;
  private final Set<String> said = new HashSet<>();
  private long lookedMicros = Long.MIN_VALUE;
  private boolean compared;

  /**
   * @param before the levels that the last boot kept
   */
  PlateWatch(ShelfState shelf, PlateauSnapshot before, PlateChecks checks) {
    this.shelf = shelf;
    this.before = before;
    this.checks = checks;
  }

  /** Looks from time to time. */
  void look() {
    long now = shelf.nowMicros();
    ShelfSignal plates = shelf.signalSoFar();
    if (plates == null || now - EVERY_MICROS < lookedMicros) {
      return;
    }
    lookedMicros = now;
    for (PlateHealth one : plates.health()) {
      code(one.kind()).ifPresent(code -> say(code, one.plate().toString()));
    }
    List<PlateId> toCalibrate = checks.toCalibrate(now);
    toCalibrate.forEach(plate -> say(AlertCode.PLATE_NEEDS_CALIBRATION, plate.toString()));
    // One that was calibrated may drift again.
    said.removeIf(alert -> isOver(alert, toCalibrate));
    if (!compared && plates.plateaus().keySet().containsAll(before.levelsMg().keySet())) {
      compared = true;
      before
          .exchangedWith(plates.snapshot(now), MOVED_MG)
          .forEach(two -> say(AlertCode.PLATES_SWAPPED, two.getFirst() + " " + two.getLast()));
    }
  }

  private static Optional<AlertCode> code(PlateHealth.Kind kind) {
    return switch (kind) {
      case STUCK, DEAD -> Optional.of(AlertCode.PLATE_STUCK);
      case SATURATED -> Optional.of(AlertCode.PLATE_SATURATED);
      case NOISY -> Optional.of(AlertCode.PLATE_NOISY);
      case SPIKES, GAPS, RESTLESS, CLOCK_BACK -> Optional.empty();
    };
  }

  private static boolean isOver(String alert, List<PlateId> toCalibrate) {
    String word = AlertCode.PLATE_NEEDS_CALIBRATION.word() + " ";
    return alert.startsWith(word)
        && toCalibrate.stream().noneMatch(plate -> alert.equals(word + plate));
  }

  private void say(AlertCode code, String plates) {
    if (said.add(code.word() + " " + plates)) {
      shelf.out.alert(shelf.wallMicros(), code, plates, 1);
    }
  }
}
