package dev.loulan.simulation.shelf;

/** When a shelf's samples are dense, in its device's time: then the real detector reads them. */
public final class SignalTimes {
  private long fromMicros = Long.MAX_VALUE;
  private long toMicros = Long.MIN_VALUE;

  public void between(long from, long to) {
    fromMicros = from;
    toMicros = to;
  }

  boolean holds(long atMicros) {
    return atMicros >= fromMicros && atMicros <= toMicros;
  }
}
