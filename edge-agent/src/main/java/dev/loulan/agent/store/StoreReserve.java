package dev.loulan.agent.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that takes space so that nobody else does, until it is given up. Its bytes are written,
 * not only announced: a hole takes no space. One thread.
 */
final class StoreReserve {
  private static final int BLOCK = 1 << 16;

  private final Path path;
  private final long bytes;

  StoreReserve(Path path, long bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /** Bytes that it takes now. */
  long held() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /**
   * Takes the space unless it has it.
   *
   * @throws IOException when there is not as much; what was taken is given up again
   */
  void take() throws IOException {
    if (held() == bytes) {
      return;
    }
    ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
    boolean done = false;
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (long left = bytes; left > 0; left -= BLOCK) {
        ByteBuffer block = zeros.clear().limit((int) Math.min(BLOCK, left));
        while (block.hasRemaining()) {
          file.write(block);
        }
      }
      file.force(true);
      done = true;
    } finally {
      if (!done) {
        giveUp();
      }
    }
  }

  void giveUp() throws IOException {
    Files.deleteIfExists(path);
  }
}
