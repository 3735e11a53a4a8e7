package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The levels of a shelf at one moment, as they are journaled when a session opens and closes.
 *
 * <p>A boot that finds a session open compares the plates with its snapshot: {@link #stepsTo} gives
 * the difference as steps, which are read like any others.
 *
 * @param levelsMg level of each plate whose level is known
 */
public record PlateauSnapshot(long atMicros, SortedMap<PlateId, Long> levelsMg) {

  public PlateauSnapshot {
    levelsMg = Collections.unmodifiableSortedMap(new TreeMap<>(levelsMg));
  }

  /**
   * Plates whose cells look exchanged: each of the two has the level that the other one had, and
   * the two levels differ by much.
   *
   * @param toleranceMg most by which a level may have moved meanwhile
   * @return the two plates of each exchange, the lower one first
   */
  public List<List<PlateId>> exchangedWith(PlateauSnapshot later, long toleranceMg) {
    List<List<PlateId>> exchanged = new ArrayList<>();
    for (PlateId a : levelsMg.keySet()) {
      for (PlateId b : levelsMg.tailMap(a).keySet()) {
        if (isExchanged(a, b, later, toleranceMg)) {
          exchanged.add(List.of(a, b));
        }
      }
    }
    return exchanged;
  }

  private boolean isExchanged(PlateId a, PlateId b, PlateauSnapshot later, long toleranceMg) {
    Long beforeA = levelsMg.get(a);
    Long beforeB = levelsMg.get(b);
    Long afterA = later.levelsMg.get(a);
    Long afterB = later.levelsMg.get(b);
    return beforeA != null
        && beforeB != null
        && afterA != null
        && afterB != null
        && Math.abs(beforeA - beforeB) > 10 * toleranceMg
        && Math.abs(afterA - beforeB) <= toleranceMg
        && Math.abs(afterB - beforeA) <= toleranceMg;
  }

  /**
   * The changes from this snapshot to a later one, for the plates in both.
   *
   * @param sigmaMg standard deviation of a level that was left alone between the two moments
   * @return one step for each plate that changed by more than four {@code sigmaMg}
   */
  public List<Step> stepsTo(PlateauSnapshot later, long sigmaMg) {
    List<Step> steps = new ArrayList<>();
    levelsMg.forEach((plate, before) -> {
      Long after = later.levelsMg.get(plate);
      if (after != null && Math.abs(after - before) > 4 * sigmaMg) {
        long end = Math.max(atMicros, later.atMicros);
        steps.add(new Step(plate, atMicros, end, after - before, sigmaMg));
      }
    });
    return steps;
  }
}
