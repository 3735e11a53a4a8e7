package dev.loulan.cli.journal;

import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;

/** Says how far a long reading is, at most every two seconds; nothing of a short one. */
final class Progress {
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final Output output;
  private long saidNanos = System.nanoTime();
  private long entries;

  Progress(Output output) {
    this.output = output;
  }

  /** One more entry is done. */
  void one() {
    entries++;
    if ((entries & 0x3ff) == 0) {
      at(entries);
    }
  }

  /** So many entries are done. */
  void at(long done) {
    long now = System.nanoTime();
    if (now - saidNanos >= EVERY_NANOS) {
      saidNanos = now;
      output.progress(Messages.text("journal.progress", done));
    }
  }
}
