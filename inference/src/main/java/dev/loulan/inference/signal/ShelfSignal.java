package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.Planogram;
import dev.loulan.domain.planogram.PlateId;
import dev.loulan.domain.planogram.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All plates of a controller: feeds each {@link WatchedPlate} and collects what they give.
 *
 * <pre>{@code
 * ShelfSignal shelf = new ShelfSignal(planogram);
 * WatchedPlate plate = shelf.plate(PlateId.of("1", 5, 11));  // look up once, then feed it
 * plate.accept(atMicros, weightMg);
 * List<Step> steps = shelf.drainSteps();
 * }</pre>
 *
 * <p>Plates appear when they are first asked for. One thread feeds it.
 */
public final class ShelfSignal {
  private final Planogram planogram;
  private final WatchedPlate.Factory factory;
  private final NavigableMap<PlateId, WatchedPlate> plates = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<UnknownSpan> unknowns = new ArrayList<>();
  private final SignalListener collector =
      new SignalListener() {
        @Override
        public void step(Step step) {
          steps.add(step);
        }

        @Override
        public void unknown(UnknownSpan span) {
          unknowns.add(span);
        }
      };

  public ShelfSignal(Planogram planogram) {
    this(planogram, PlateSignal::new);
  }

  /** A shelf whose plates are read by others than {@link PlateSignal}. */
  public ShelfSignal(Planogram planogram, WatchedPlate.Factory factory) {
    this.planogram = planogram;
    this.factory = factory;
  }

  /** The signal of a plate; the same object each time, so that a feeder may keep it. */
  public WatchedPlate plate(PlateId plate) {
    return plates.computeIfAbsent(plate, this::start);
  }

  /**
   * Forgets all that was seen of a plate: its readings mean other weights from now on. What it had
   * told before stays told.
   *
   * @return the plate's signal from now on; the one from before is no longer looked at
   */
  public WatchedPlate restart(PlateId plate) {
    WatchedPlate fresh = start(plate);
    plates.put(plate, fresh);
    return fresh;
  }

  /** Samples of a whole board before this time are missing. */
  public void gap(String board, long atMicros) {
    for (var plate : plates.entrySet()) {
      if (plate.getKey().board().equals(board)) {
        plate.getValue().gap(atMicros);
      }
    }
  }

  /** Steps since the last call, in the order in which the plates came to rest. */
  public List<Step> drainSteps() {
    List<Step> drained = List.copyOf(steps);
    steps.clear();
    return drained;
  }

  /** Changes across missing samples since the last call. */
  public List<UnknownSpan> drainUnknowns() {
    List<UnknownSpan> drained = List.copyOf(unknowns);
    unknowns.clear();
    return drained;
  }

  /** What plates that still ring change by, as far as they can say. */
  public List<Step> early() {
    return plates.values().stream().map(WatchedPlate::early).filter(Objects::nonNull).toList();
  }

  /** Plates that have a level but do not rest now; a session is read when there are none. */
  public List<PlateId> restless() {
    return plates.values().stream()
        .filter(p -> p.hasLevel() && !p.plateau().settled())
        .map(WatchedPlate::plate)
        .toList();
  }

  /** No more samples come; plates that still move on another level are reported as unknown. */
  public void finish() {
    plates.values().forEach(WatchedPlate::finish);
  }

  /** The plateau of each plate that has one. */
  public SortedMap<PlateId, Plateau> plateaus() {
    SortedMap<PlateId, Plateau> found = new TreeMap<>();
    plates.forEach((id, signal) -> {
      if (signal.hasLevel()) {
        found.put(id, signal.plateau());
      }
    });
    return found;
  }

  /**
   * The levels now, to be journaled and to be compared with at a later boot; without those of
   * plates that have not rested since samples were missing.
   */
  public PlateauSnapshot snapshot(long atMicros) {
    SortedMap<PlateId, Long> levels = new TreeMap<>();
    plateaus()
        .forEach((id, plateau) -> {
          if (plateau.known()) {
            levels.put(id, plateau.levelMg());
          }
        });
    return new PlateauSnapshot(atMicros, levels);
  }

  /** What is wrong, plate by plate. */
  public List<PlateHealth> health() {
    return plates.values().stream().flatMap(p -> p.health().stream()).toList();
  }

  private WatchedPlate start(PlateId plate) {
    long lightestMg = 0;
    for (Product product : planogram.productsOn(plate)) {
      Long mg = product.unitWeightMg();
      if (mg != null && (lightestMg == 0 || mg < lightestMg)) {
        lightestMg = mg;
      }
    }
    return factory.plate(plate, SignalSettings.SHELF.withLightest(lightestMg), collector);
  }
}
