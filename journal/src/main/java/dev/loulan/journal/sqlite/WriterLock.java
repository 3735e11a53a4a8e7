package dev.loulan.journal.sqlite;

import dev.loulan.journal.JournalException;
import dev.loulan.journal.JournalException.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second writer out, since two would sign one size twice. The operating system frees it
 * when the process ends, however it ends.
 */
final class WriterLock {

  private final FileChannel channel;

  private WriterLock(FileChannel channel) {
    this.channel = channel;
  }

  static WriterLock take(Path journal) {
    Path path = journal.resolveSibling(journal.getFileName() + "-lock");
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new JournalException(
            ErrorCode.IN_USE,
            "The journal " + journal + " is being written by another program; stop that one first");
      }
      return new WriterLock(channel);
    } catch (IOException e) {
      throw new JournalException(
          ErrorCode.READ_ONLY,
          "Opening "
              + journal
              + " for writing failed: its folder does not take the file "
              + path.getFileName()
              + " ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  void release() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new JournalException(ErrorCode.IO, "Releasing a journal's lock failed", e);
    }
  }
}
