package dev.loulan.simulation.store;

import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.verify.RawJournal;
import dev.loulan.simulation.store.JournalImage.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A card's journal as the verifier reads it. */
public final class MemoryRawJournal implements RawJournal {
  private final JournalImage journal;

  public MemoryRawJournal(JournalImage journal) {
    this.journal = journal;
  }

  @Override
  public List<RawEpoch> epochs() {
    List<RawEpoch> epochs = new ArrayList<>();
    for (Log log : journal.logs) {
      epochs.add(new RawEpoch(epochs.size() + 1L, log.epoch.value()));
    }
    return epochs;
  }

  @Override
  public void forEachArchived(EpochId epoch, long from, long to, Visitor visitor) {
    // A simulated card has no archives.
  }

  @Override
  public List<String> formatFaults() {
    return List.of();
  }

  @Override
  public Set<Bytes> alteredWindows() {
    return Set.of();
  }

  @Override
  public void forEachCommit(Visitor visitor) {
    for (int no = 1; no <= journal.logs.size(); no++) {
      Log log = journal.logs.get(no - 1);
      int from = 0;
      for (StoredCommit.Head head : log.heads) {
        int to = (int) head.size();
        visitor.visit(
            new RawCommit(
                no,
                to,
                log.leaves.subList(from, to),
                new RawCheckpoint(head.root(), head.keyHash(), head.signature())));
        from = to;
      }
    }
  }

  @Override
  public StoredCommit.@Nullable Tile tile(long epochNo, long index) {
    List<StoredCommit.Tile> tiles = journal.logs.get((int) epochNo - 1).tiles;
    return index < tiles.size() ? tiles.get((int) index) : null;
  }

  @Override
  public long tiles() {
    return journal.logs.stream().mapToLong(log -> log.tiles.size()).sum();
  }

  @Override
  public List<String> structureFaults() {
    return List.of();
  }

  @Override
  public void close() {}
}
