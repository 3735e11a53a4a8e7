package dev.loulan.simulation.store;

/** Cuts the power after a number of steps to ports. Every port of a device passes by it. */
public final class Fuse {
  private int stepsLeft = -1;

  /** Blows at the n-th step from now, counted from 1. */
  public void arm(int steps) {
    stepsLeft = steps;
  }

  public void disarm() {
    stepsLeft = -1;
  }

  public boolean isArmed() {
    return stepsLeft > 0;
  }

  /** Passes a step. */
  public void step() {
    if (stepsLeft > 0 && --stepsLeft == 0) {
      stepsLeft = -1;
      throw new PowerCut();
    }
  }
}
