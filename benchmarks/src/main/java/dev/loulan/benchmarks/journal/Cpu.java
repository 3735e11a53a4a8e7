package dev.loulan.benchmarks.journal;

import java.lang.management.ManagementFactory;

/** Processor time of this process. */
final class Cpu {
  private Cpu() {}

  static long nanos() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getProcessCpuTime();
    }
    throw new IllegalStateException("This Java machine does not tell its processor time");
  }
}
