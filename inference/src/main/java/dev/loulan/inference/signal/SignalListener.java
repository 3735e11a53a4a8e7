package dev.loulan.inference.signal;

/** Receives what a plate's signal gives, in the order of its samples, on the feeding thread. */
public interface SignalListener {

  /** The plate came to rest on another level. */
  void step(Step step);

  /** The plate came to rest after samples were missing. */
  void unknown(UnknownSpan span);
}
