package dev.loulan.simulation.store;

import dev.loulan.agent.identity.JournalKeys;
import dev.loulan.journal.key.DeviceSigner;
import java.util.Optional;
import java.util.function.IntFunction;

/** The journal's keys on a simulated card: their numbers, from 1; what they are follows. */
public final class MemoryKeys implements JournalKeys {
  private final Disk disk;
  private final Fuse fuse;
  private final IntFunction<DeviceSigner> made;

  public MemoryKeys(Disk disk, Fuse fuse, IntFunction<DeviceSigner> made) {
    this.disk = disk;
    this.fuse = fuse;
    this.made = made;
  }

  @Override
  public DeviceSigner current() {
    return made.apply(disk.key);
  }

  @Override
  public Optional<DeviceSigner> next() {
    return disk.nextKey == 0 ? Optional.empty() : Optional.of(made.apply(disk.nextKey));
  }

  @Override
  public DeviceSigner prepareNext() {
    fuse.step();
    disk.requireWritable();
    disk.nextKey = disk.key + 1;
    fuse.step();
    return made.apply(disk.nextKey);
  }

  @Override
  public void handedOver() {
    fuse.step();
    disk.requireWritable();
    disk.key = disk.nextKey;
    disk.nextKey = 0;
    fuse.step();
  }
}
