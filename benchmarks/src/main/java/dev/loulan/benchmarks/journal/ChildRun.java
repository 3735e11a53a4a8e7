package dev.loulan.benchmarks.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Appends in a process of its own, which others count or kill. */
public final class ChildRun {
  private static final String DONE = "durable";

  private ChildRun() {}

  /** Arguments: folder, callers, records, and {@code stay} to go on living without closing. */
  public static void main(String... args) throws Exception {
    boolean stays = args.length > 3;
    DurableLog log = Subject.OURS.open(Path.of(args[0]));
    var _ = Load.run(log, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    System.out.println(DONE);
    System.out.flush();
    if (stays) {
      Thread.sleep(Long.MAX_VALUE);
    }
    log.close();
  }

  /** Starts one. */
  static Process start(List<String> before, Path folder, int callers, int records, boolean stays)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ChildRun.class.getName(),
            folder.toString(),
            Integer.toString(callers),
            Integer.toString(records)));
    if (stays) {
      command.add("stay");
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Waits until its records are durable; seconds since it was started. */
  static double seconds(Process child, long startedNanos) throws IOException {
    // Closed with the process: it may go on living.
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (!DONE.equals(line)) {
      throw new IOException("The process that appends said " + line);
    }
    return (System.nanoTime() - startedNanos) / 1e9;
  }
}
