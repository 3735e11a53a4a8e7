package dev.loulan.inference.session;

import java.util.List;

/**
 * Which takes of a group may be undone by a return: what comes back weighs what left, so that it is
 * probably the very units.
 *
 * <p>Whether it is what left hangs on what that was. So the state of the search remembers how such
 * a take was explained, from the take to the last return that may undo it.
 */
final class UndoneTakes {
  /** Farther apart than this, two changes are not the same units. */
  private static final double SIGMAS = 6;

  private static final int NONE = -1;

  private final List<WeightEvent> events;
  private final int[] placeOf;
  private final int[] lastReturnOf;
  private int places;

  /**
   * @param events the events of the group by time
   */
  UndoneTakes(List<WeightEvent> events) {
    this.events = events;
    placeOf = new int[events.size()];
    lastReturnOf = new int[events.size()];
    for (int take = 0; take < events.size(); take++) {
      placeOf[take] = NONE;
      for (int back = take + 1; back < events.size(); back++) {
        if (mayUndo(back, take)) {
          lastReturnOf[take] = back;
          placeOf[take] = placeOf[take] == NONE ? places++ : placeOf[take];
        }
      }
    }
  }

  /** How many numbers a state remembers. */
  int places() {
    return places;
  }

  /** Whether any return may undo the take. */
  boolean isRemembered(int take) {
    return placeOf[take] != NONE;
  }

  /** Which of the numbers is the take's. */
  int placeOf(int take) {
    return placeOf[take];
  }

  boolean mayUndo(int back, int take) {
    if (isTake(back) || !isTake(take) || back < take) {
      return false;
    }
    double off = off(back, take);
    return off * off <= SIGMAS * SIGMAS * variance(back, take);
  }

  /** Log density of the return's weight, which differs from the take's by the cells alone. */
  double logDensity(int back, int take) {
    return WeightModel.logDensity(off(back, take), variance(back, take));
  }

  /** Forgets, in a state before event {@code next}, what no later return can ask for. */
  void forget(int[] state, int next) {
    for (int take = 0; take < placeOf.length; take++) {
      if (isRemembered(take) && lastReturnOf[take] < next) {
        state[state.length - places + placeOf[take]] = 0;
      }
    }
  }

  private double off(int back, int take) {
    return (double) events.get(back).deltaMg() + events.get(take).deltaMg();
  }

  private double variance(int back, int take) {
    WeightEvent came = events.get(back);
    double left = (double) events.get(take).sigmaMg();
    return WeightModel.cellVariance((double) came.deltaMg(), (double) came.sigmaMg()) + left * left;
  }

  private boolean isTake(int event) {
    return events.get(event).kind() == WeightEvent.Kind.TAKE;
  }
}
