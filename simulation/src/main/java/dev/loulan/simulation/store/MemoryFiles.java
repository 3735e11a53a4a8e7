package dev.loulan.simulation.store;

import dev.loulan.agent.files.DeviceFiles;
import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.ProvisioningException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The small files on a simulated card: a write is there whole or not at all. */
public final class MemoryFiles implements DeviceFiles {
  private final Disk disk;
  private final Fuse fuse;

  public MemoryFiles(Disk disk, Fuse fuse) {
    this.disk = disk;
    this.fuse = fuse;
  }

  @Override
  public Optional<byte[]> read(String name) {
    return Optional.ofNullable(disk.files.get(name)).map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void write(String name, String content) {
    fuse.step();
    if (disk.trouble() != Disk.Trouble.NONE) {
      throw new ProvisioningException(ErrorCode.STORE, "The card does not take " + name);
    }
    disk.files.put(name, content);
    fuse.step();
  }

  @Override
  public void overwrite(String name, String content) {
    write(name, content);
  }

  @Override
  public Optional<byte[]> overwritten(String name) {
    return read(name);
  }

  @Override
  public List<String> names(String folder) {
    return disk.files.keySet().stream().filter(n -> n.startsWith(folder + "/")).toList();
  }
}
