package dev.loulan.cli.replay;

import dev.loulan.cli.output.Failure;

/**
 * How fast a recording passes.
 *
 * @param multiple of real time; 0 is as fast as the receivers are
 */
record Speed(double multiple) {
  static Speed parse(String text) {
    if (text.equals("max")) {
      return new Speed(0);
    }
    try {
      double multiple = Double.parseDouble(text);
      if (multiple > 0 && multiple <= 1_000_000) {
        return new Speed(multiple);
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number that is out of range.
    }
    throw Failure.usage("replay.badSpeed", text);
  }

  /** Waits until an event time is due, counted from the first one. */
  void await(long firstMicros, long startNanos, long atMicros) throws InterruptedException {
    if (multiple > 0) {
      long due = startNanos + (long) ((atMicros - firstMicros) * 1_000 / multiple);
      long wait = due - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
      }
    }
  }
}
