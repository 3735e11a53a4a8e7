package dev.loulan.sync.intake;

import dev.loulan.journal.KeySuccession;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Boot;
import dev.loulan.journal.entry.ClockKind;
import dev.loulan.journal.entry.Counters;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.EpochOpened;
import dev.loulan.journal.entry.JournalEntry;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.merkle.Frontier;
import dev.loulan.journal.merkle.TreeHash;
import java.util.List;

/** The checks on a segment that need no database. */
final class SegmentCheck {
  private final String device;
  private final Segment segment;
  private final boolean simulatedClockAllowed;

  SegmentCheck(String device, Segment segment, boolean simulatedClockAllowed) {
    this.device = device;
    this.segment = segment;
    this.simulatedClockAllowed = simulatedClockAllowed;
  }

  /**
   * The note, when it is a checkpoint of this log, at this segment's end. One of the device's keys
   * signed it, or one that the segment itself introduces: ask {@link #requireSigned} after that.
   */
  SignedNote note(DeviceKeys keys) {
    try {
      SignedNote note = SignedNote.parse(segment.checkpoint());
      Checkpoint checkpoint = Checkpoint.parse(note);
      String origin = new LogName(device, segment.epoch()).origin();
      require(
          checkpoint.origin().equals(origin),
          IntakeCode.SIGNATURE,
          "The checkpoint is of the log %s, not of %s.".formatted(checkpoint.origin(), origin));
      requireSigned(keys.signed(note) || introducesKey(), keys.current());
      require(
          checkpoint.size() == segment.to(),
          IntakeCode.ROOT,
          "The checkpoint covers %d entries, the segment ends at %d."
              .formatted(checkpoint.size(), segment.to()));
      return note;
    } catch (NoteFormatException e) {
      throw new IntakeException(
          IntakeCode.SIGNATURE, "The segment's checkpoint is none: %s.".formatted(e.getMessage()));
    }
  }

  /** Refuses a checkpoint that the right key did not sign. */
  void requireSigned(boolean signed, VerifierKey key) {
    require(
        signed,
        IntakeCode.SIGNATURE,
        "The checkpoint of %s is not signed by the registered key %s."
            .formatted(new LogName(device, segment.epoch()).origin(), key.encode()));
  }

  private boolean introducesKey() {
    long index = segment.from();
    for (byte[] bytes : segment.entries()) {
      if (decode(bytes, index++).body() instanceof KeyChange) {
        return true;
      }
    }
    return false;
  }

  /** The state after these entries, which follow the given one. */
  EpochState extend(EpochState state, List<byte[]> entries, KeySuccession keys) {
    Frontier frontier = state.frontier().copy();
    Counters counters = state.counters();
    for (byte[] bytes : entries) {
      JournalEntry entry = decode(bytes, frontier.size());
      checkEntry(entry, frontier.size());
      checkKey(entry, keys);
      List<String> faults = counters.faults(entry);
      require(
          faults.isEmpty(),
          IntakeCode.COUNTER,
          "Entry %d of device %s: %s.".formatted(entry.seq(), device, String.join("; ", faults)));
      counters = counters.after(entry);
      frontier.append(TreeHash.leaf(bytes));
    }
    return new EpochState(state.epoch(), frontier, counters, state.checkpoint(), state.cosigned());
  }

  /** Whether the checkpoint's root is this tree's. */
  static boolean agrees(SignedNote note, Frontier frontier) {
    return Checkpoint.parse(note).root().equals(frontier.root());
  }

  private JournalEntry decode(byte[] bytes, long index) {
    try {
      return EntryCodec.decode(bytes);
    } catch (EntryFormatException e) {
      throw new IntakeException(
          IntakeCode.ENTRY,
          "Entry %d of device %s cannot be read: %s".formatted(index, device, e.getMessage()));
    }
  }

  private void checkEntry(JournalEntry entry, long index) {
    EpochId epoch = entry.header().epoch();
    require(
        entry.seq() == index && epoch.equals(segment.epoch()),
        IntakeCode.ENTRY,
        "Entry %d of epoch %s says that it is entry %d of epoch %s."
            .formatted(index, segment.epoch(), entry.seq(), epoch));
    require(
        (index == 0) == (entry.body() instanceof EpochOpened),
        IntakeCode.ENTRY,
        "Entry %d is of type %s; an epoch begins with one entry 'epoch opened' and has no other."
            .formatted(index, entry.type()));
    if (entry.body() instanceof EpochOpened opened) {
      require(
          opened.device().equals(device),
          IntakeCode.ENTRY,
          "The epoch was opened for device %s, not for %s.".formatted(opened.device(), device));
    }
    if (entry.body() instanceof Boot boot && boot.clock() == ClockKind.SIMULATED) {
      require(
          simulatedClockAllowed,
          IntakeCode.CLOCK_SIMULATED,
          "Device %s runs on a simulated clock, which this server does not accept."
              .formatted(device));
    }
  }

  private void checkKey(JournalEntry entry, KeySuccession keys) {
    if (entry.body() instanceof EpochOpened opened) {
      require(
          opened.publicKey().equals(keys.current().publicKey()),
          IntakeCode.KEY_CHANGE,
          "Device %s opens epoch %s with another key than it signs with."
              .formatted(device, segment.epoch()));
    }
    if (entry.body() instanceof KeyChange change) {
      require(
          keys.follow(change),
          IntakeCode.KEY_CHANGE,
          "Entry %d changes the journal key of device %s, but not both keys signed the change."
              .formatted(entry.seq(), device));
    }
  }

  static void require(boolean sound, IntakeCode code, String message) {
    if (!sound) {
      throw new IntakeException(code, message);
    }
  }
}
