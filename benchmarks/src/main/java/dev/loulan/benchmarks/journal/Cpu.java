package dev.loulan.benchmarks.journal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time. */
final class Cpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Cpu() {}

  /**
   * That of the Java threads that live now, by the nanosecond. Compiling and collecting are not in
   * it: those threads are the Java machine's own.
   */
  static long ofThreads() {
    long nanos = 0;
    for (long thread : THREADS.getAllThreadIds()) {
      nanos += Math.max(0, THREADS.getThreadCpuTime(thread));
    }
    return nanos;
  }

  /** That of this process with all that the Java machine does, in steps of ten milliseconds. */
  static long nanos() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getProcessCpuTime();
    }
    throw new IllegalStateException("This Java machine does not tell its processor time");
  }
}
