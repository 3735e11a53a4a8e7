package dev.loulan.inference.signal;

import dev.loulan.domain.planogram.PlateId;

/**
 * Something an operator should know about a plate.
 *
 * @param count how often it was seen
 * @param lastMicros when it was last seen, micros since the epoch
 */
public record PlateHealth(PlateId plate, Kind kind, long count, long lastMicros) {

  /** What can be wrong with a plate. */
  public enum Kind {
    /** Single samples far from their neighbours, rejected. */
    SPIKES,
    /** Samples missing or too far apart; the plate was unknown meanwhile. */
    GAPS,
    /** Not one change of the value in a long time. */
    STUCK,
    /** Nothing but zero in a long time: no cell, or its wire is broken. */
    DEAD,
    /** Jumped to the end of its range and stays there without one change. */
    SATURATED,
    /** Noise so high that the lightest product on the plate cannot be told. */
    NOISY,
    /** Did not come to rest for a long time. */
    RESTLESS,
    /** Time stamps that ran backwards; such samples count as simultaneous with the one before. */
    CLOCK_BACK
  }
}
