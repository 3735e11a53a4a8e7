package dev.loulan.agent.store;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.session.AlertCode;
import java.time.Duration;
import java.util.Optional;

/**
 * What a journal needs once a day, soon after the start and then daily: it is verified whole, then
 * old entries are archived. From a thread of its own.
 */
public final class DailyCare implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofDays(1);

  private final Duration first;
  private final JournalCheck check;
  private final Optional<Archiving> archiving;
  private final Alerts alerts;
  private final Thread thread;

  /**
   * Cares from {@link #start} on.
   *
   * @param first how long after the start
   * @param archiving empty where nothing is archived
   */
  public DailyCare(
      Duration first, JournalCheck check, Optional<Archiving> archiving, Alerts alerts) {
    this.first = first;
    this.check = check;
    this.archiving = archiving;
    this.alerts = alerts;
    this.thread = Thread.ofPlatform().daemon().name("daily-care").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      Thread.sleep(first);
      while (round()) {
        Thread.sleep(AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there will be another: a journal that is damaged is left as it is. */
  boolean round() {
    boolean sound = check.run();
    if (sound) {
      archiving.ifPresent(this::archive);
    }
    return sound;
  }

  private void archive(Archiving due) {
    try {
      var _ = due.run();
      alerts.clear(AlertCode.ARCHIVE);
    } catch (RuntimeException e) {
      // Whatever it was: nothing went from the journal that is not archived, and it is tried again.
      alerts.raise(AlertCode.ARCHIVE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
