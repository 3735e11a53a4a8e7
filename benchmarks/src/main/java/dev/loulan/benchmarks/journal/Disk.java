package dev.loulan.benchmarks.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes that reach a disk: those of an ext4 file system of its own, mounted over a file,
 * where root may do that; else those that the kernel counts for this process.
 */
final class Disk implements AutoCloseable {
  private static final int SECTOR = 512;
  private static final int WRITTEN_SECTORS = 6;
  private static final long SIZE = 1L << 30;

  private final Path folder;
  private final @Nullable String device;

  private Disk(Path folder, @Nullable String device) {
    this.folder = folder;
    this.device = device;
  }

  /** Makes one in a folder. */
  static Disk make(Path in) throws IOException {
    Path image = in.resolve("disk.img");
    Path mount = Files.createDirectory(in.resolve("disk"));
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(SIZE);
    }
    boolean mounted =
        succeeds("mkfs.ext4", "-q", image.toString())
            && succeeds("mount", "-o", "loop", image.toString(), mount.toString());
    return new Disk(mount, mounted ? deviceOf(mount) : null);
  }

  /** How the bytes are counted. */
  String how() {
    return device == null
        ? "counted by the kernel for the process, since no file system could be mounted"
        : "counted at the block device of an ext4 file system";
  }

  /** An empty folder on it. */
  Path fresh(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /** Bytes written since it was made, once all is on the disk. */
  long writtenBytes() throws IOException {
    if (device == null) {
      return Files.readAllLines(Path.of("/proc/self/io")).stream()
          .filter(line -> line.startsWith("write_bytes:"))
          .mapToLong(line -> Long.parseLong(line.substring("write_bytes:".length()).strip()))
          .sum();
    }
    var _ = succeeds("sync", "-f", folder.toString());
    String[] fields =
        Files.readString(Path.of("/sys/block", device, "stat")).strip().split("\\s+", -1);
    return Long.parseLong(fields[WRITTEN_SECTORS]) * SECTOR;
  }

  @Override
  public void close() throws IOException {
    if (device != null && !succeeds("umount", folder.toString())) {
      throw new IOException(
          "The bench's disk at " + folder + " cannot be unmounted; do it by hand");
    }
  }

  /** Removes a folder and all in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static @Nullable String deviceOf(Path mount) throws IOException {
    List<String> mounts = Files.readAllLines(Path.of("/proc/mounts"));
    return mounts.stream()
        .filter(line -> line.contains(" " + mount + " "))
        .map(line -> line.substring("/dev/".length(), line.indexOf(' ')))
        .findFirst()
        .orElse(null);
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
