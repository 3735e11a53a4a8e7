package dev.loulan.testkit.sim;

import java.time.Duration;

/**
 * Lets the simulated time pass as fast as is wanted, and stops it while paused.
 *
 * <p>The simulator's thread waits; any thread may pause and resume.
 */
public final class Pacer {

  private final double multiple;
  private boolean paused;
  private long firstMicros = Long.MIN_VALUE;
  private long firstNanos;

  private Pacer(double multiple) {
    this.multiple = multiple;
  }

  /** As fast as the receivers are. */
  public static Pacer max() {
    return new Pacer(0);
  }

  /**
   * A multiple of real time.
   *
   * @throws IllegalArgumentException when it is not positive and finite
   */
  public static Pacer times(double multiple) {
    if (!(multiple > 0) || Double.isInfinite(multiple)) {
      throw new IllegalArgumentException("A speed is above 0, found " + multiple);
    }
    return new Pacer(multiple);
  }

  public synchronized void pause() {
    paused = true;
  }

  /** Goes on from where it was paused. */
  public synchronized void resume() {
    paused = false;
    firstMicros = Long.MIN_VALUE;
    notifyAll();
  }

  /** Waits until the simulated time is due. */
  void awaitDue(long atMicros) throws InterruptedException {
    long waitNanos;
    synchronized (this) {
      while (paused) {
        wait();
      }
      if (multiple == 0) {
        return;
      }
      if (firstMicros == Long.MIN_VALUE) {
        firstMicros = atMicros;
        firstNanos = System.nanoTime();
      }
      waitNanos =
          firstNanos + (long) ((atMicros - firstMicros) * 1_000 / multiple) - System.nanoTime();
    }
    if (waitNanos > 0) {
      Thread.sleep(Duration.ofNanos(waitNanos));
    }
  }
}
