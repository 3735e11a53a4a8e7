package dev.loulan.agent.boot;

import dev.loulan.journal.Stamp;

/** Gives an entry its times. One thread. */
public interface Stamps {

  Stamp at(long atMicros, boolean trusted);

  /** Beside the machine's monotonic clock, from the process's start. */
  static Stamps wall() {
    long start = System.nanoTime();
    return (at, trusted) -> new Stamp(at, trusted, (System.nanoTime() - start) / 1_000);
  }

  /** Monotonic time is event time since the first entry that has one. */
  static Stamps simulated() {
    return new Stamps() {
      private long first = Long.MAX_VALUE;

      @Override
      public Stamp at(long atMicros, boolean trusted) {
        first = atMicros > 0 ? Math.min(first, atMicros) : first;
        return new Stamp(atMicros, trusted, Math.max(0, atMicros - first));
      }
    };
  }
}
