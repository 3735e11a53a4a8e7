package dev.loulan.agent.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/** Measures the data folder. */
final class StoreFolder {
  private static final long DAY_SECONDS = 86_400;

  /** A shelf that sells little still writes signs of life. */
  private static final long LEAST_BYTES_A_DAY = 64L << 10;

  private final Path data;
  private final StoreReserve reserve;

  StoreFolder(Path data, StoreReserve reserve) {
    this.data = data;
    this.reserve = reserve;
  }

  StoreSpace measure(long evidenceBytes, Instant now) throws IOException {
    Path journal = data.resolve("journal.sqlite");
    long journalBytes = size("journal.sqlite") + size("journal.sqlite-wal") + archives();
    long free = Files.getFileStore(data).getUsableSpace() + reserve.held();
    return new StoreSpace(journalBytes, evidenceBytes, free, bytesADay(journal, journalBytes, now));
  }

  /** Since the file was made; a first day counts as whole, and a wrong clock as one day. */
  private static long bytesADay(Path journal, long bytes, Instant now) throws IOException {
    Instant made =
        Files.readAttributes(journal, BasicFileAttributes.class).creationTime().toInstant();
    long seconds = Math.max(DAY_SECONDS, Duration.between(made, now).toSeconds());
    return Math.max(LEAST_BYTES_A_DAY, bytes * DAY_SECONDS / seconds);
  }

  private long archives() throws IOException {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "*.journal.gz")) {
      for (Path file : files) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private long size(String name) throws IOException {
    Path file = data.resolve(name);
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
