package dev.loulan.benchmarks.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Callers that each wait for their record before they bring the next.
 *
 * @param perSecond records
 * @param p50Micros of a caller's wait
 * @param p99Micros of a caller's wait
 */
record Load(double perSecond, double p50Micros, double p99Micros) {

  /** Appends so many records from so many threads. */
  static Load run(DurableLog log, int callers, int records) throws Exception {
    AtomicLong next = new AtomicLong();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long[] waits = new long[records];
    List<Thread> threads = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < callers; i++) {
      threads.add(Thread.ofPlatform().start(() -> call(log, next, waits, failure)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Exception failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    Arrays.sort(waits);
    return new Load(records / seconds, share(waits, 0.5), share(waits, 0.99));
  }

  private static double share(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * share)] / 1e3;
  }

  private static void call(
      DurableLog log, AtomicLong next, long[] waits, AtomicReference<@Nullable Exception> failure) {
    try {
      for (long i = next.getAndIncrement(); i < waits.length; i = next.getAndIncrement()) {
        long begin = System.nanoTime();
        log.append(i);
        waits[(int) i] = System.nanoTime() - begin;
      }
    } catch (Exception e) {
      failure.set(e);
    }
  }
}
