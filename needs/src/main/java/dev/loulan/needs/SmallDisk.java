package dev.loulan.needs;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A real, small file system in memory that a test can fill up. Needs root on Linux. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one over an empty folder; the test is skipped where that is not allowed.
   *
   * @param size as mount takes it: {@code 768k}, {@code 4m}
   */
  public static SmallDisk mount(Path folder, String size) {
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "loulan-test", folder.toString()),
        "skipped: mounting a small file system needs root on Linux");
    return new SmallDisk(folder);
  }

  /** Nothing can be written from here on; nothing may be open for writing now. */
  public void makeReadOnly() {
    if (!run("mount", "-o", "remount,ro", folder.toString())) {
      throw new AssertionError("mount -o remount,ro " + folder + " failed");
    }
  }

  /** Takes it away even where a process still has a file open in it. */
  @Override
  public void close() {
    if (!run("umount", "-l", folder.toString())) {
      throw new AssertionError("umount -l " + folder + " failed");
    }
  }

  private static boolean run(String... command) {
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
