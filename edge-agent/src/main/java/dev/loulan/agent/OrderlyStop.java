package dev.loulan.agent;

import java.time.Duration;

/**
 * Lets a process that is told to stop end by its main thread, with the exit code of an orderly
 * stop.
 *
 * <p>Without it the JVM ends as soon as Quarkus has stopped, with 143 and while the shelf still
 * closes its files.
 */
final class OrderlyStop {
  // Shorter than the 20 s after which systemd kills.
  private static final Duration LONGEST = Duration.ofSeconds(18);

  private OrderlyStop() {}

  /** Holds up the end of the JVM until this thread, the calling one, has halted it. */
  static void byThisThread() {
    Thread stopping = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> await(stopping)));
  }

  private static void await(Thread stopping) {
    try {
      var _ = stopping.join(LONGEST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
