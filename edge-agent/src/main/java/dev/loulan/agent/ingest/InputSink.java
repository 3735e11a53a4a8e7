package dev.loulan.agent.ingest;

import dev.loulan.agent.session.Input;

/** Takes inputs for the shelf besides its boards' frames. */
@FunctionalInterface
public interface InputSink {

  /** Hands an input over; may wait. */
  void input(Input input) throws InterruptedException;
}
