package dev.loulan.agent.store;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Verifies the whole journal after the start and once a day, in short read transactions and with
 * pauses, from a thread of its own.
 */
public final class JournalCheck implements AutoCloseable {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofDays(1);

  /** After so many milliseconds of pause the next 10,000 entries are read. */
  private static final long PAUSE_MILLIS = 200;

  private final Path file;
  private final Consumer<String> damaged;
  private final Thread thread;

  /**
   * Checks from {@link #start} on.
   *
   * @param damaged takes a sentence when an entry is not what was signed
   */
  public JournalCheck(Path file, Consumer<String> damaged) {
    this.file = file;
    this.damaged = damaged;
    this.thread = Thread.ofPlatform().daemon().name("journal-check").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      Thread.sleep(FIRST);
      while (check()) {
        Thread.sleep(AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all is sound; else the first fault was told. */
  boolean check() {
    try {
      Expectation expectation = new Expectation(null, null, _ -> pause());
      Verification result = new JournalFile(file).verifyWhileWritten(expectation);
      if (result.sound()) {
        return true;
      }
      Fault first = result.faults().getFirst();
      damaged.accept("Entry " + first.entry() + " of epoch " + first.epoch() + ": " + first.what());
    } catch (JournalException e) {
      damaged.accept(String.valueOf(e.getMessage()));
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
