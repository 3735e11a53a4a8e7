package dev.loulan.benchmarks.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/** One thread that writes for many: those that wait together share one write. */
final class GroupQueue implements AutoCloseable {
  private static final int CAPACITY = 256;

  /** Makes records durable together. */
  interface Write {
    void write(List<byte[]> records) throws Exception;
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares what waits
  private record Waiting(byte[] record, CompletableFuture<Boolean> done) {}

  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Write write;
  private final Thread thread;

  GroupQueue(Write write) {
    this.write = write;
    this.thread = Thread.ofPlatform().daemon().name("group").start(this::run);
  }

  void append(byte[] record) throws Exception {
    Waiting waiting = new Waiting(record, new CompletableFuture<>());
    queue.put(waiting);
    var _ = waiting.done.get();
  }

  private void run() {
    List<Waiting> group = new ArrayList<>();
    try {
      while (true) {
        group.clear();
        group.add(queue.take());
        queue.drainTo(group);
        write(group);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Waiting> group) {
    try {
      write.write(group.stream().map(Waiting::record).toList());
      group.forEach(waiting -> waiting.done.complete(true));
    } catch (Exception e) {
      group.forEach(waiting -> waiting.done.completeExceptionally(e));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
