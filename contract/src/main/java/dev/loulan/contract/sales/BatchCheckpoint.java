package dev.loulan.contract.sales;

import dev.loulan.contract.BatchItem;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.state.Message;
import dev.loulan.journal.KeySuccession;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EntryCodec;
import dev.loulan.journal.entry.EntryFormatException;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.entry.KeyChange;

/** The signed checkpoint that came with a batch: of the right log, at the batch's end. */
record BatchCheckpoint(SignedNote note, Checkpoint checkpoint, String deviceId) {

  /**
   * Reads it. A key of the device signed it, or one that the batch itself introduces: that is known
   * only once the entries are verified, see {@link #requireSignedBy}.
   */
  static BatchCheckpoint of(Device device, Batch batch) throws Refusal {
    try {
      SignedNote note = SignedNote.parse(batch.checkpoint());
      Checkpoint checkpoint = Checkpoint.parse(note);
      BatchCheckpoint read = new BatchCheckpoint(note, checkpoint, device.deviceId());
      String origin = new LogName(batch.deviceId(), EpochId.ofHex(batch.epoch())).origin();
      if (!checkpoint.origin().equals(origin)
          || !(device.signed(note) || batch.items().stream().anyMatch(BatchCheckpoint::changes))) {
        throw read.unsigned();
      }
      if (checkpoint.size() != batch.to()) {
        throw new Refusal(
            ContractCode.POSITION,
            Message.of(
                "The checkpoint is over %d entries, the batch goes to %d",
                checkpoint.size(), batch.to()));
      }
      return read;
    } catch (NoteFormatException e) {
      throw new Refusal(ContractCode.SIGNATURE, String.valueOf(e.getMessage()));
    }
  }

  Bytes root() {
    return checkpoint.root();
  }

  /** Refuses a checkpoint that no key of the batch's stretch of the log signed. */
  void requireSignedBy(KeySuccession keys) throws Refusal {
    if (!keys.signed(note)) {
      throw unsigned();
    }
  }

  private static boolean changes(BatchItem item) {
    try {
      return item instanceof BatchItem.Leaf leaf
          && EntryCodec.decode(leaf.bytes().toArray()).body() instanceof KeyChange;
    } catch (EntryFormatException e) {
      return false;
    }
  }

  private Refusal unsigned() {
    return new Refusal(
        ContractCode.SIGNATURE,
        Message.of(
            "The checkpoint of %s is not signed by device %s for this epoch",
            checkpoint.origin(), deviceId));
  }
}
