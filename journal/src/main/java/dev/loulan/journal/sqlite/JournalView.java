package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalReader;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.verify.LogView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A journal's file as one side of a comparison. */
public final class JournalView implements LogView {

  private final SqliteJournalStore store;
  private final JournalReader reader;

  /** Opens the file for reading only. */
  public JournalView(Path file) {
    this.store = SqliteJournalStore.openReadOnly(file);
    this.reader = new JournalReader(store);
  }

  @Override
  public String device() {
    return reader.head().map(head -> head.device()).orElse("");
  }

  @Override
  public List<EpochId> epochs() {
    return reader.epochs();
  }

  @Override
  public long size(EpochId epoch) {
    return reader.size(epoch);
  }

  @Override
  public Optional<Bytes> rootAt(EpochId epoch, long size) {
    return size > size(epoch) ? Optional.empty() : Optional.of(reader.tree(epoch).root(size));
  }

  @Override
  public List<Long> signedSizes(EpochId epoch, long from) {
    return store.signedSizes(epoch, from);
  }

  @Override
  public SignedNote signedAt(EpochId epoch, long size) {
    return store.headAt(epoch, size).note(device());
  }

  @Override
  public void close() {
    store.close();
  }
}
