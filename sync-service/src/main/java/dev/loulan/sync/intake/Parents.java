package dev.loulan.sync.intake;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.ParentEpoch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a new epoch may follow. The usual parent is the last state of the last epoch. An
 * earlier one that went to the ledger is taken, too, and kept as a finding: the device was set back
 * and has lost the entries in between, which the server keeps.
 */
final class Parents {
  private Parents() {}

  static void require(
      IntakeTransaction kept,
      String device,
      byte[] first,
      Optional<EpochState> last,
      long nowMillis) {
    EpochOpened opened = (EpochOpened) EntryCodec.decode(first).body();
    @Nullable ParentEpoch named = opened.parent();
    if (last.isEmpty()) {
      SegmentCheck.require(
          named == null,
          IntakeCode.EPOCH_PARENT,
          "The first epoch of device %s that came names a parent; send the parent first."
              .formatted(device));
      return;
    }
    EpochState known = last.get();
    if (named == null || !isState(named, known)) {
      String lost = lost(device, named, known);
      SegmentCheck.require(
          named != null && isOnLedger(kept, device, named),
          isBehind(kept, device, named) ? IntakeCode.SET_BACK : IntakeCode.EPOCH_PARENT,
          lost);
      kept.putFinding(device, "SET_BACK", lost, known.cosigned(), nowMillis);
    }
  }

  private static boolean isState(ParentEpoch named, EpochState known) {
    return named.epoch().equals(known.epoch())
        && named.size() == known.frontier().size()
        && named.root().equals(known.frontier().root());
  }

  /** Whether more of that epoch is here; else what is missing here may still come. */
  private static boolean isBehind(
      IntakeTransaction kept, String device, @Nullable ParentEpoch named) {
    return named == null
        || kept.epoch(device, named.epoch())
            .filter(epoch -> epoch.frontier().size() >= named.size())
            .isPresent();
  }

  private static boolean isOnLedger(IntakeTransaction kept, String device, ParentEpoch named) {
    return kept.wasSubmitted(device, named.epoch(), named.size())
        && kept.checkpoint(device, named.epoch(), named.size())
            .map(note -> Checkpoint.parse(SignedNote.parse(note)))
            .filter(checkpoint -> checkpoint.root().equals(named.root()))
            .isPresent();
  }

  private static String lost(String device, @Nullable ParentEpoch named, EpochState known) {
    return "Device %s goes on from %s, but it had signed %d entries of epoch %s: it was set back."
        .formatted(
            device,
            named == null
                ? "nothing"
                : "entry %d of epoch %s".formatted(named.size(), named.epoch()),
            known.frontier().size(),
            known.epoch());
  }
}
