package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One plate as a shelf watches it: readings in, its level out. One thread feeds it. */
public interface WatchedPlate {

  /**
   * Takes the next reading.
   *
   * @param atMicros event time in micros since the epoch; a time before the last one counts as the
   *     last one
   * @param weightMg weight in milligrams, or {@link PlateSignal#MISSING}
   */
  void accept(long atMicros, int weightMg);

  /** Readings before this time are missing: the plate is unknown until it rests again. */
  void gap(long atMicros);

  /** No more readings come. */
  void finish();

  PlateId plate();

  /** Whether the plate has rested at least once, so that it has a level. */
  boolean hasLevel();

  /** The level at which the plate rests or last rested. */
  Plateau plateau();

  /**
   * What the plate changes by, said while it still rings; null until that is known, and again once
   * it rests: then the step that counts is told. For people who look at the shelf, not for bills.
   */
  default @Nullable Step early() {
    return null;
  }

  /** What an operator should know, as counted so far. */
  List<PlateHealth> health();

  /** Makes the plate of a shelf when it is first asked for. */
  @FunctionalInterface
  interface Factory {
    WatchedPlate plate(PlateId plate, SignalSettings settings, SignalListener listener);
  }
}
