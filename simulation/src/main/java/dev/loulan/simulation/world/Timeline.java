package dev.loulan.simulation.world;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * True time, in micros since the Unix epoch, and what is to happen. Equal times keep their order.
 */
public final class Timeline {

  private record Planned(long atMicros, long order, Runnable what) {}

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(
          Comparator.comparingLong(Planned::atMicros).thenComparingLong(Planned::order));
  private long nowMicros;
  private long order;

  public Timeline(long beginMicros) {
    this.nowMicros = beginMicros;
  }

  public long now() {
    return nowMicros;
  }

  /** Plans something; a time that is over means at once. */
  public void at(long atMicros, Runnable what) {
    planned.add(new Planned(Math.max(nowMicros, atMicros), order++, what));
  }

  public void in(long delayMicros, Runnable what) {
    at(nowMicros + delayMicros, what);
  }

  /** Lets everything happen that is planned up to a time. */
  public void runUntil(long untilMicros) {
    while (!planned.isEmpty() && planned.peek().atMicros() <= untilMicros) {
      Planned next = planned.remove();
      nowMicros = next.atMicros();
      next.what().run();
    }
    nowMicros = untilMicros;
  }

  public int planned() {
    return planned.size();
  }
}
