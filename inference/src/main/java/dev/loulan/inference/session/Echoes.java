package dev.loulan.inference.session;

import java.util.List;

/**
 * Changes that may be what a plate reads of a far larger one beside it (crosstalk), although they
 * weigh like goods of their own plate.
 */
final class Echoes {
  /** Plates that change together do so within this. */
  private static final long TOGETHER_MICROS = 300_000;

  /** What a neighbour reads of a change is at most this part of it. */
  private static final double MOST_SHARE = 0.1;

  /** As a rule it is at most this part. */
  private static final double USUAL_SHARE = 0.04;

  private static final double LOG_USUAL = StrictMath.log(0.95);
  private static final double LOG_UNUSUAL = StrictMath.log(0.05);

  private final List<WeightEvent> events;

  /**
   * @param events all events of the session
   */
  Echoes(List<WeightEvent> events) {
    this.events = events.stream().map(WeightEvent::bySign).toList();
  }

  /** Log density of the change as an echo, or negative infinity when it can be none. */
  double logDensity(WeightEvent event) {
    double largest = 0;
    for (WeightEvent other : events) {
      if (!other.equals(event) && areTogether(other, event) && areBeside(other, event)) {
        largest = Math.max(largest, (double) Math.abs(other.deltaMg()));
      }
    }
    double share = Math.abs(event.deltaMg()) / largest;
    if (largest == 0 || share > MOST_SHARE) {
      return Double.NEGATIVE_INFINITY;
    }
    // To either side, evenly.
    return share <= USUAL_SHARE
        ? LOG_USUAL - StrictMath.log(2 * USUAL_SHARE * largest)
        : LOG_UNUSUAL - StrictMath.log(2 * (MOST_SHARE - USUAL_SHARE) * largest);
  }

  private static boolean areTogether(WeightEvent a, WeightEvent b) {
    return a.beginMicros() - TOGETHER_MICROS <= b.endMicros()
        && b.beginMicros() - TOGETHER_MICROS <= a.endMicros();
  }

  private static boolean areBeside(WeightEvent a, WeightEvent b) {
    return a.plates().stream().anyMatch(p -> b.plates().stream().anyMatch(p::isBeside));
  }
}
