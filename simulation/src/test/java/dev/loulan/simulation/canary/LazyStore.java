package dev.loulan.simulation.canary;

import dev.loulan.journal.JournalStore;
import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that a commit is durable and writes it with the next one. Like a page cache it shows what it
 * has not written, so that only a power cut tells.
 */
final class LazyStore implements JournalStore {
  private final JournalStore store;
  private @Nullable StoredCommit pending;

  LazyStore(JournalStore store) {
    this.store = store;
  }

  @Override
  public List<EpochId> epochs() {
    List<EpochId> epochs = new ArrayList<>(store.epochs());
    StoredCommit held = pending;
    if (held != null && !epochs.contains(held.epoch())) {
      epochs.add(held.epoch());
    }
    return epochs;
  }

  @Override
  public StoredCommit.Head head(EpochId epoch) {
    StoredCommit held = of(epoch);
    return held == null ? store.head(epoch) : held.head();
  }

  @Override
  public List<Bytes> leaves(EpochId epoch, long from, long to) {
    StoredCommit held = of(epoch);
    if (held == null || to <= held.from()) {
      return store.leaves(epoch, from, to);
    }
    List<Bytes> leaves = new ArrayList<>();
    if (from < held.from()) {
      leaves.addAll(store.leaves(epoch, from, held.from()));
    }
    int begin = Math.toIntExact(Math.max(0, from - held.from()));
    leaves.addAll(held.leaves().subList(begin, Math.toIntExact(to - held.from())));
    return leaves;
  }

  @Override
  public StoredCommit.@Nullable Tile tile(EpochId epoch, long index) {
    StoredCommit held = of(epoch);
    StoredCommit.Tile fresh =
        held == null
            ? null
            : held.tiles().stream().filter(t -> t.index() == index).findFirst().orElse(null);
    boolean stored = store.epochs().contains(epoch);
    return fresh == null && stored ? store.tile(epoch, index) : fresh;
  }

  private @Nullable StoredCommit of(EpochId epoch) {
    StoredCommit held = pending;
    return held != null && held.epoch().equals(epoch) ? held : null;
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
