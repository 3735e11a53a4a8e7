package dev.loulan.simulation.word;

import dev.loulan.simulation.run.Outcome;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs many seeds on all cores. Outcomes come one at a time, in the order in which they are done.
 */
final class Batch {
  private static final long PROGRESS_NANOS = 5_000_000_000L;

  private final LongFunction<Outcome> run;
  private final long beganNanos = System.nanoTime();
  private long nextProgress = System.nanoTime() + PROGRESS_NANOS;
  private boolean isEndless;
  private boolean over;
  private long last = Long.MIN_VALUE;
  private long total;
  private long done;
  private long unsound;
  private long shelfDays;
  private long sales;
  private long faults;

  Batch(LongFunction<Outcome> run) {
    this.run = run;
  }

  /**
   * Runs the seeds; the listener gets each outcome and now and then a line of progress.
   *
   * @param to the last seed, or the greatest long to go on until {@link #stop}
   */
  void run(long from, long to, BiConsumer<Outcome, Optional<String>> listener)
      throws InterruptedException {
    isEndless = to == Long.MAX_VALUE;
    total = to - from + 1;
    int cores = Runtime.getRuntime().availableProcessors();
    Semaphore free = new Semaphore(2 * cores);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      for (long seed = from; seed <= to && failure.get() == null; seed++) {
        long of = seed;
        free.acquire();
        workers.execute(() -> {
          try {
            take(run.apply(of), listener);
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            free.release();
          }
        });
      }
      workers.shutdown();
      while (!workers.awaitTermination(1, TimeUnit.HOURS)) {
        // The last ones are on their way.
      }
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private synchronized void take(Outcome outcome, BiConsumer<Outcome, Optional<String>> listener) {
    if (over) {
      return;
    }
    done++;
    last = Math.max(last, outcome.scenario().seed());
    unsound += outcome.isSound() ? 0 : 1;
    shelfDays += outcome.shelfDays();
    sales += outcome.sales();
    faults += outcome.faultsInjected();
    boolean due = System.nanoTime() > nextProgress;
    if (due) {
      nextProgress = System.nanoTime() + PROGRESS_NANOS;
    }
    listener.accept(outcome, due ? Optional.of(progress()) : Optional.empty());
  }

  private String progress() {
    return isEndless
        ? SimTexts.text("sim.progress.endless", done, last, unsound, shelfDays)
        : SimTexts.text("sim.progress", done, total, unsound, shelfDays);
  }

  /** Takes no more outcomes; says what those came to that it took. */
  synchronized String stop() {
    over = true;
    return summary();
  }

  String summary() {
    double minutes = (System.nanoTime() - beganNanos) / 60e9;
    return SimTexts.text(
        "sim.summary", done, unsound, shelfDays, sales, faults, Math.round(shelfDays / minutes));
  }
}
