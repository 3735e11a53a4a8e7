package dev.loulan.journal.verify;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.merkle.TreeHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier found.
 *
 * @param trusted whether the key came from the caller; else the file vouches for itself only
 * @param entries over all epochs
 * @param faults in the order of the log; empty when sound
 * @param epochs in the order in which they were opened
 */
public record Verification(
    boolean trusted, long entries, List<Fault> faults, List<EpochResult> epochs) {

  /**
   * One epoch as computed.
   *
   * @param epoch hexadecimal
   * @param device as its first entry says; empty when that cannot be read
   * @param size entries found
   * @param root computed over them
   */
  public record EpochResult(
      String epoch, String device, long size, Bytes root, Counters counters) {}

  public Verification {
    faults = List.copyOf(faults);
    epochs = List.copyOf(epochs);
  }

  /** Of a journal of which nothing can be read. */
  public static Verification unreadable(@Nullable String why) {
    String what = why == null ? "nothing of it can be read" : why;
    return new Verification(
        false, 0, List.of(new Fault(Fault.Code.STORE_DAMAGED, "", 0, what)), List.of());
  }

  public boolean sound() {
    return faults.isEmpty();
  }

  /** Entries in the last epoch. */
  public long size() {
    return epochs.isEmpty() ? 0 : epochs.getLast().size();
  }

  /** Root of the last epoch. */
  public Bytes root() {
    return epochs.isEmpty() ? TreeHash.empty() : epochs.getLast().root();
  }
}
