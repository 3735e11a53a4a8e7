package dev.loulan.sync.intake;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out whether a segment, whose checkpoint the device signed, contradicts what came before.
 */
final class Forks {
  private Forks() {}

  /**
   * Refuses entries that differ from those kept: as a fork when the device signed them, else as a
   * segment that is not the one of its checkpoint, which anybody on the way could have made.
   */
  static void requireSameAsStored(
      IntakeTransaction kept, String device, Segment segment, SignedNote note, long size) {
    long to = Math.min(size, segment.to());
    long seq = segment.from();
    for (byte[] stored : kept.entries(device, segment.epoch(), segment.from(), to)) {
      if (!Arrays.equals(segment.entries().get(Math.toIntExact(seq - segment.from())), stored)) {
        Frontier frontier = frontier(kept, device, segment, segment.from());
        segment.entries().forEach(entry -> frontier.append(TreeHash.leaf(entry)));
        SegmentCheck.require(
            SegmentCheck.agrees(note, frontier),
            IntakeCode.ROOT,
            "The root over the %d entries is not the one that the checkpoint says."
                .formatted(segment.to()));
        throw new IntakeException(
            IntakeCode.FORK,
            "Entry %d of epoch %s differs from the one that device %s sent before."
                .formatted(seq, segment.epoch(), device));
      }
      seq++;
    }
  }

  /** Refuses another root than the one over the entries that are kept. */
  static void requireSameRoot(
      IntakeTransaction kept, String device, Segment segment, SignedNote note, EpochState state) {
    Bytes root = Checkpoint.parse(note).root();
    Frontier ours =
        segment.to() == state.frontier().size()
            ? state.frontier()
            : frontier(kept, device, segment, segment.to());
    SegmentCheck.require(
        root.equals(ours.root()),
        IntakeCode.FORK,
        "Device %s signed two different journals of %d entries in epoch %s."
            .formatted(device, segment.to(), segment.epoch()));
  }

  private static Frontier frontier(
      IntakeTransaction kept, String device, Segment segment, long size) {
    Frontier frontier = new Frontier();
    List<byte[]> entries = kept.entries(device, segment.epoch(), 0, size);
    entries.forEach(entry -> frontier.append(TreeHash.leaf(entry)));
    return frontier;
  }
}
