package dev.loulan.journal.verify;

import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.util.List;
import java.util.Optional;

/** What one side knows of a device's log: a whole journal, or one checkpoint of it. */
public interface LogView extends AutoCloseable {

  /** The device, by the checkpoint's origin or the journal's first entry. */
  String device();

  /** Known epochs, the oldest first. */
  List<EpochId> epochs();

  /** The largest known size of an epoch. */
  long size(EpochId epoch);

  /** The root at a size; empty when this side cannot tell. */
  Optional<Bytes> rootAt(EpochId epoch, long size);

  /** Sizes from one on for which this side holds a signed checkpoint, the smallest first. */
  List<Long> signedSizes(EpochId epoch, long from);

  /** The signed checkpoint of one of those sizes. */
  SignedNote signedAt(EpochId epoch, long size);

  @Override
  void close();

  /**
   * One checkpoint.
   *
   * @throws dev.loulan.journal.checkpoint.NoteFormatException when it is not of a device's log
   */
  static LogView of(SignedNote note) {
    Checkpoint checkpoint = Checkpoint.parse(note);
    LogName log = LogName.parse(checkpoint.origin());
    return new LogView() {
      @Override
      public String device() {
        return log.device();
      }

      @Override
      public List<EpochId> epochs() {
        return List.of(log.epoch());
      }

      @Override
      public long size(EpochId epoch) {
        return checkpoint.size();
      }

      @Override
      public Optional<Bytes> rootAt(EpochId epoch, long size) {
        return size == checkpoint.size() ? Optional.of(checkpoint.root()) : Optional.empty();
      }

      @Override
      public List<Long> signedSizes(EpochId epoch, long from) {
        return from <= checkpoint.size() ? List.of(checkpoint.size()) : List.of();
      }

      @Override
      public SignedNote signedAt(EpochId epoch, long size) {
        return note;
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }
}
