package dev.loulan.agent;

import dev.loulan.domain.json.Json;
import org.jspecify.annotations.Nullable;

/** Publishes how the agent is whenever that has changed, at most five times a second. */
final class StatusTeller implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;

  /** What the agent says of itself. */
  interface Status {
    Json now() throws InterruptedException;
  }

  private final Status status;
  private final Announcer announcer;
  private final Thread thread;

  StatusTeller(Status status, Announcer announcer) {
    this.status = status;
    this.announcer = announcer;
    this.thread = Thread.ofPlatform().daemon().name("status").start(this::run);
  }

  private void run() {
    @Nullable Json last = null;
    try {
      while (true) {
        Json now = status.now();
        if (!now.equals(last)) {
          announcer.status(now);
          last = now;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
