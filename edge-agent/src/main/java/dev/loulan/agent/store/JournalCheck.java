package dev.loulan.agent.store;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.sqlite.JournalFile;
import dev.loulan.journal.verify.Expectation;
import dev.loulan.journal.verify.Fault;
import dev.loulan.journal.verify.Verification;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Verifies the whole journal in short read transactions and with pauses, while it is written. */
public final class JournalCheck {
  /** After so many milliseconds of pause the next 10,000 entries are read. */
  private static final long PAUSE_MILLIS = 200;

  private final Path file;
  private final Consumer<String> damaged;

  /**
   * A check of a file.
   *
   * @param damaged takes a sentence when an entry is not what was signed
   */
  public JournalCheck(Path file, Consumer<String> damaged) {
    this.file = file;
    this.damaged = damaged;
  }

  /** Whether all is sound; else the first fault was told. */
  boolean run() {
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
}
