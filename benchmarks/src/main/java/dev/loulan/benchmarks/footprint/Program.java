package dev.loulan.benchmarks.footprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that was measured from its start to the line by which it says that it is ready. */
final class Program implements AutoCloseable {
  private final Process process;
  private final String ready;
  private final double startMillis;

  private Program(Process process, String ready, double startMillis) {
    this.process = process;
    this.ready = ready;
    this.startMillis = startMillis;
  }

  /**
   * Starts it.
   *
   * @param ready a part of the line on either output by which it says that it is ready
   * @throws IOException when it ends before, with what it said
   */
  static Program start(List<String> command, String ready) throws IOException {
    long begin = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(ready)) {
        double millis = (System.nanoTime() - begin) / 1e6;
        Thread.ofVirtual().start(() -> discard(out));
        return new Program(process, line, millis);
      }
      said.append(line).append('\n');
    }
    throw new IOException(command + " ended before it was ready; it said " + said);
  }

  private static void discard(BufferedReader out) {
    try {
      while (out.readLine() != null) {
        // What it says later is of no interest, but its pipe must not fill.
      }
    } catch (IOException e) {
      // The pipe ends with the program.
    }
  }

  String readyLine() {
    return ready;
  }

  double startMillis() {
    return startMillis;
  }

  /** Resident memory in MiB. */
  double residentMiB() throws IOException {
    return field(Path.of("status"), "VmRSS:") / 1024.0;
  }

  /** Bytes that it caused to be written to disks so far. */
  long writtenBytes() throws IOException {
    return field(Path.of("io"), "write_bytes:");
  }

  private long field(Path file, String name) throws IOException {
    Path of = Path.of("/proc", Long.toString(process.pid())).resolve(file);
    for (String line : Files.readAllLines(of)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.substring(name.length()).strip().split(" ", -1)[0]);
      }
    }
    throw new IOException(of + " has no " + name);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
