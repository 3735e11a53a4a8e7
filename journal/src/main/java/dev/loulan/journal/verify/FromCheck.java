package dev.loulan.journal.verify;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.Frontier;
import org.jspecify.annotations.Nullable;

/** Whether the log passed through a checkpoint that someone kept. */
final class FromCheck {

  private final @Nullable SignedNote note;
  private final @Nullable Checkpoint kept;
  private final FaultList faults;
  private boolean reached;

  /**
   * Begins the check.
   *
   * @throws dev.loulan.journal.checkpoint.NoteFormatException when the note is no checkpoint
   */
  FromCheck(@Nullable SignedNote note, FaultList faults) {
    this.note = note;
    this.kept = note == null ? null : Checkpoint.parse(note);
    this.faults = faults;
  }

  /** The log came to this size. */
  void at(EpochId epoch, Frontier frontier) {
    if (kept != null && frontier.size() == kept.size() && isOf(epoch, kept)) {
      reached = true;
      if (!frontier.root().equals(kept.root())) {
        fault(epoch.hex(), kept, "another content was signed at this size: the log was rewritten");
      }
    }
  }

  void end(KeyChain keys, String device) {
    if (kept == null || note == null) {
      return;
    }
    if (!reached) {
      fault(
          "",
          kept,
          "the log does not reach the checkpoint of size " + kept.size() + " of " + kept.origin());
    }
    if (!keys.signed(note, device)) {
      fault("", kept, "the checkpoint to compare with is not signed by the device's key");
    }
  }

  private static boolean isOf(EpochId epoch, Checkpoint kept) {
    return kept.origin().endsWith("/" + epoch.hex())
        && LogName.parse(kept.origin()).epoch().equals(epoch);
  }

  private void fault(String epoch, Checkpoint at, String what) {
    faults.add(Fault.Code.NOT_EXTENDED, epoch, Math.max(0, at.size() - 1), what);
  }
}
