package dev.loulan.cli.journal;

import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import java.util.function.LongSupplier;

/** Says how far a long reading is, at most every two seconds; nothing of a short one. */
final class Progress {
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final Output output;
  private final LongSupplier nanos;
  private long saidNanos;
  private long entries;

  Progress(Output output) {
    this(output, System::nanoTime);
  }

  Progress(Output output, LongSupplier nanos) {
    this.output = output;
    this.nanos = nanos;
    this.saidNanos = nanos.getAsLong();
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
    long now = nanos.getAsLong();
    if (now - saidNanos >= EVERY_NANOS) {
      saidNanos = now;
      output.progress(Messages.text("journal.progress", done));
    }
  }
}
