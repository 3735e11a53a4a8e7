package dev.loulan.simulation.store;

import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.verify.RawJournal;
import dev.loulan.simulation.store.JournalImage.Log;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A card's journal as the verifier reads it. */
public final class MemoryRawJournal implements RawJournal {
  private final JournalImage journal;

  public MemoryRawJournal(JournalImage journal) {
    this.journal = journal;
  }

  @Override
  public List<Bytes> epochs() {
    return journal.logs.stream().map(log -> log.epoch.value()).toList();
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
