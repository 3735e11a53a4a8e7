package dev.loulan.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.sync.submission.SubmissionWorker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Shelves of a shop sell without end on a thread of their own, while something else happens. */
public final class SalesFlow implements AutoCloseable {
  private final Shop shop;
  private final SubmissionWorker worker;
  private final AtomicInteger committed = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean going = true;

  /** Starts to sell; the shop belongs to this flow until {@link #finish}. */
  public SalesFlow(Shop shop, SubmissionWorker worker) {
    this.shop = shop;
    this.worker = worker;
    this.thread = Thread.ofPlatform().name("sales").start(this::run);
  }

  /** Transactions that were committed so far. */
  public int committed() {
    return committed.get();
  }

  /** Waits until so many more were committed. */
  public void await(int more) {
    int wanted = committed() + more;
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (committed() < wanted && failure.get() == null && System.nanoTime() < deadline) {
      dev.loulan.fabric.node.Nodes.pause();
    }
    assertThat(failure.get()).isNull();
    assertThat(committed()).isGreaterThanOrEqualTo(wanted);
  }

  /** Stops selling and brings the rest to the ledger. */
  public void finish() {
    close();
    assertThat(failure.get()).isNull();
    shop.drainAll(worker);
  }

  private void run() {
    try {
      while (going) {
        shop.sell(1);
        committed.addAndGet(worker.drain());
      }
    } catch (RuntimeException | AssertionError e) {
      failure.set(e);
    }
  }

  @Override
  public void close() {
    going = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
