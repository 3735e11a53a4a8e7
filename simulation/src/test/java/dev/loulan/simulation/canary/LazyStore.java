package dev.loulan.simulation.canary;

import dev.loulan.journal.JournalStore;
import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says that a commit is durable and writes it with the next one. */
final class LazyStore implements JournalStore {
  private final JournalStore store;
  private @Nullable StoredCommit pending;

  LazyStore(JournalStore store) {
    this.store = store;
  }

  @Override
  public List<EpochId> epochs() {
    return store.epochs();
  }

  @Override
  public StoredCommit.Head head(EpochId epoch) {
    return store.head(epoch);
  }

  @Override
  public List<Bytes> leaves(EpochId epoch, long from, long to) {
    return store.leaves(epoch, from, to);
  }

  @Override
  public StoredCommit.@Nullable Tile tile(EpochId epoch, long index) {
    return store.tile(epoch, index);
  }

  @Override
  public void commit(StoredCommit commit) {
    StoredCommit before = pending;
    if (before != null) {
      store.commit(before);
    }
    pending = commit;
  }

  @Override
  public long setAsideUncovered() {
    return store.setAsideUncovered();
  }

  @Override
  public void close() {
    store.close();
  }
}
