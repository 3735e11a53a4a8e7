package dev.loulan.simulation.store;

import dev.loulan.journal.CosignedStore;
import dev.loulan.journal.checkpoint.Checkpoint;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.EpochId;
import java.util.Optional;

/** What the server cosigned, on a simulated card. */
public final class MemoryCosignedStore implements CosignedStore {
  private final Disk disk;
  private final Fuse fuse;

  public MemoryCosignedStore(Disk disk, Fuse fuse) {
    this.disk = disk;
    this.fuse = fuse;
  }

  @Override
  public void put(SignedNote cosigned) {
    fuse.step();
    disk.requireWritable();
    Checkpoint checkpoint = Checkpoint.parse(cosigned);
    EpochId epoch = LogName.parse(checkpoint.origin()).epoch();
    boolean lower =
        highest(epoch).map(note -> Checkpoint.parse(note).size() > checkpoint.size()).orElse(false);
    if (!lower) {
      disk.cosigned.put(epoch.hex(), cosigned.encode());
    }
    fuse.step();
  }

  @Override
  public Optional<SignedNote> highest(EpochId epoch) {
    return Optional.ofNullable(disk.cosigned.get(epoch.hex())).map(SignedNote::parse);
  }

  @Override
  public void close() {}
}
