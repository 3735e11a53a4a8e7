package dev.loulan.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Counts the sync calls on the journal's files, as {@code strace} sees them. */
final class SyncCount {
  private SyncCount() {}

  /** Whether the tracer is there. */
  static boolean isPossible() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-V").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sync calls of a process that makes a journal, appends so many records and closes it. */
  static long of(Path folder, int callers, int records) throws IOException, InterruptedException {
    Path trace = folder.resolve("trace");
    List<String> tracer =
        List.of("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", trace.toString());
    Process child = ChildRun.start(tracer, folder, callers, records, false);
    ChildRun.seconds(child, System.nanoTime());
    if (child.waitFor() != 0) {
      throw new IOException("The process whose sync calls were counted failed");
    }
    try (var lines = Files.lines(trace)) {
      return lines.filter(line -> line.contains("sync(")).count();
    }
  }
}
