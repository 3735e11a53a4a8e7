package dev.loulan.simulation.store;

/** The power is gone, or the process was killed, in the middle of a step: nothing after it runs. */
public final class PowerCut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PowerCut() {
    super("the power is gone", null, false, false);
  }
}
