package dev.loulan.agent.sync;

import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.EpochId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps cosignatures in memory and writes the highest of each epoch every ten minutes and at the
 * end: one write for each sale would cost the card as much as the sale does. What a power cut takes
 * the server tells again. One thread.
 */
final class RareCosignedStore implements CosignedStore {
  private static final long EVERY_NANOS = Duration.ofMinutes(10).toNanos();

  private final Supplier<? extends CosignedStore> file;
  private final LongSupplier nanos;
  private final Map<EpochId, SignedNote> known = new HashMap<>();
  private final Map<EpochId, SignedNote> unwritten = new HashMap<>();
  private long dueNanos;

  /**
   * Over a file that is opened for each write and closed after it.
   *
   * @param nanos a clock that is never set, in nanoseconds
   */
  RareCosignedStore(Supplier<? extends CosignedStore> file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    this.dueNanos = nanos.getAsLong();
  }

  @Override
  public void put(SignedNote cosigned) {
    Checkpoint checkpoint = Checkpoint.parse(cosigned);
    EpochId epoch = LogName.parse(checkpoint.origin()).epoch();
    if (highest(epoch).map(RareCosignedStore::size).orElse(0L) <= checkpoint.size()) {
      known.put(epoch, cosigned);
      unwritten.put(epoch, cosigned);
    }
    if (nanos.getAsLong() - dueNanos >= 0) {
      write();
    }
  }

  @Override
  public Optional<SignedNote> highest(EpochId epoch) {
    if (!known.containsKey(epoch)) {
      try (CosignedStore kept = file.get()) {
        kept.highest(epoch).ifPresent(note -> known.put(epoch, note));
      }
    }
    return Optional.ofNullable(known.get(epoch));
  }

  private static long size(SignedNote note) {
    return Checkpoint.parse(note).size();
  }

  private void write() {
    if (!unwritten.isEmpty()) {
      dueNanos = nanos.getAsLong() + EVERY_NANOS;
      try (CosignedStore kept = file.get()) {
        unwritten.values().forEach(kept::put);
      }
      unwritten.clear();
    }
  }

  /** Writes what is not written yet. */
  @Override
  public void close() {
    write();
  }
}
