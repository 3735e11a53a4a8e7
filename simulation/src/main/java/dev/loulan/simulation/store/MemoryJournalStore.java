package dev.loulan.simulation.store;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.JournalStore;
import dev.loulan.journal.StoredCommit;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.simulation.store.JournalImage.Log;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal's store on a simulated card. What a commit wrote is safe when it returns; a power cut
 * within it leaves all, nothing, or entries without their checkpoint.
 */
public final class MemoryJournalStore implements JournalStore {
  private final Disk disk;
  private final Fuse fuse;
  private final Flaws flaws;

  /**
   * How the card misbehaves within a commit.
   *
   * @param failsNow an I/O error
   * @param wasWritten whether what failed or was cut is on the card all the same
   * @param tears whether a cut write leaves its entries without the checkpoint
   */
  public record Flaws(BooleanSupplier failsNow, BooleanSupplier wasWritten, BooleanSupplier tears) {
    public static final Flaws NONE = new Flaws(() -> false, () -> false, () -> false);
  }

  public MemoryJournalStore(Disk disk, Fuse fuse, Flaws flaws) {
    this.disk = disk;
    this.fuse = fuse;
    this.flaws = flaws;
  }

  @Override
  public List<EpochId> epochs() {
    return disk.journal.logs.stream().map(log -> log.epoch).toList();
  }

  @Override
  public StoredCommit.Head head(EpochId epoch) {
    Log log = require(epoch);
    if (log.heads.isEmpty()) {
      throw new JournalException(
          ErrorCode.CORRUPT, "The card is damaged: epoch " + epoch + " has no checkpoint");
    }
    return log.heads.getLast();
  }

  @Override
  public List<Bytes> leaves(EpochId epoch, long from, long to) {
    Log log = require(epoch);
    if (to > log.leaves.size()) {
      throw new JournalException(
          ErrorCode.CORRUPT, "The card is damaged: entry " + log.leaves.size() + " is missing");
    }
    return List.copyOf(log.leaves.subList((int) from, (int) to));
  }

  @Override
  public StoredCommit.@Nullable Tile tile(EpochId epoch, long index) {
    List<StoredCommit.Tile> tiles = require(epoch).tiles;
    return index < tiles.size() ? tiles.get((int) index) : null;
  }

  @Override
  public void commit(StoredCommit commit) {
    fuse.step();
    disk.requireWritable();
    if (flaws.failsNow().getAsBoolean()) {
      if (flaws.wasWritten().getAsBoolean()) {
        disk.journal.apply(commit);
      }
      throw new JournalException(ErrorCode.IO, "The card returned an error");
    }
    try {
      fuse.step();
    } catch (PowerCut e) {
      if (flaws.tears().getAsBoolean()) {
        disk.journal.tear(commit);
      } else if (flaws.wasWritten().getAsBoolean()) {
        disk.journal.apply(commit);
      }
      throw e;
    }
    disk.journal.apply(commit);
    fuse.step();
  }

  @Override
  public long setAsideUncovered() {
    long moved = 0;
    for (Log log : disk.journal.logs) {
      int covered = (int) log.covered();
      moved += log.leaves.size() - covered;
      log.leaves.subList(covered, log.leaves.size()).clear();
    }
    disk.journal.logs.removeIf(log -> log.leaves.isEmpty());
    return moved;
  }

  private Log require(EpochId epoch) {
    return disk.journal
        .log(epoch)
        .orElseThrow(() -> new IllegalArgumentException("The journal has no epoch " + epoch));
  }

  @Override
  public void close() {}
}
