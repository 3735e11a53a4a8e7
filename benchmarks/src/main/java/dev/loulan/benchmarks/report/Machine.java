package dev.loulan.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine that measured.
 *
 * @param load the load average of the last minute when the measurement began; negative if unknown
 */
public record Machine(
    String cpu, int cores, long memoryMiB, String system, String java, double load) {

  /** Reads it off this machine. */
  public static Machine read() {
    var os = ManagementFactory.getOperatingSystemMXBean();
    long memory =
        os instanceof com.sun.management.OperatingSystemMXBean sun
            ? sun.getTotalMemorySize() >> 20
            : -1;
    return new Machine(
        field("/proc/cpuinfo", "model name", os.getArch()),
        os.getAvailableProcessors(),
        memory,
        os.getName() + " " + os.getVersion(),
        Runtime.version().toString(),
        os.getSystemLoadAverage());
  }

  private static String field(String file, String name, String otherwise) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
