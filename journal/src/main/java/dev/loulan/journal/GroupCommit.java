package dev.loulan.journal;

import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.entry.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Lets many threads append to one journal: those that wait together share one sync and one
 * signature. A thread of its own owns the journal; when its queue of {@code capacity} requests is
 * full, callers wait. Any thread may call it.
 */
public final class GroupCommit implements AutoCloseable {

  /**
   * What was appended.
   *
   * @param firstSeq sequence number of the first entry; the others follow it
   */
  public record Appended(long firstSeq) {}

  private record Request(
      Stamp stamp,
      List<Body> bodies,
      boolean durable,
      boolean last,
      CompletableFuture<Appended> answer) {}

  private static final int MAX_GROUP = 1024;

  private final Journal journal;
  private final BlockingQueue<Request> queue;
  private final Thread writer;
  private volatile boolean closing;

  /** Takes the journal over; nobody else may use it until this is closed. */
  public GroupCommit(Journal journal, int capacity) {
    this.journal = journal;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.writer = Thread.ofPlatform().name("journal-writer").start(this::write);
  }

  /**
   * Appends entries that become durable together.
   *
   * @param durable whether the answer waits for the commit; else the entries ride along with the
   *     next one, unless their type forces it
   * @return done when the entries are appended and, if asked, durable; failed with a {@link
   *     JournalException} when they are not
   * @throws InterruptedException while waiting for a place in the queue; nothing is appended then
   */
  public CompletableFuture<Appended> append(Stamp stamp, List<Body> bodies, boolean durable)
      throws InterruptedException {
    CompletableFuture<Appended> answer = new CompletableFuture<>();
    boolean forced = bodies.stream().anyMatch(body -> body.type().forcesCommit());
    if (closing) {
      answer.completeExceptionally(closedException());
    } else {
      queue.put(new Request(stamp, List.copyOf(bodies), durable || forced, false, answer));
      if (!writer.isAlive()) {
        refuseAll();
      }
    }
    return answer;
  }

  private void write() {
    List<Request> group = new ArrayList<>();
    boolean last = false;
    while (!last) {
      group.clear();
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        break;
      }
      queue.drainTo(group, MAX_GROUP - 1);
      last = group.stream().anyMatch(Request::last);
      writeGroup(group);
    }
    closing = true;
    refuseAll();
  }

  private void writeGroup(List<Request> group) {
    List<Request> waiting = new ArrayList<>();
    List<Appended> answers = new ArrayList<>();
    boolean durable = false;
    for (Request request : group) {
      try {
        Appended appended = new Appended(journal.add(request.stamp, request.bodies));
        waiting.add(request);
        answers.add(appended);
        durable |= request.durable;
      } catch (RuntimeException e) {
        request.answer.completeExceptionally(e);
      }
    }
    try {
      if (durable) {
        journal.commit();
      }
      for (int i = 0; i < waiting.size(); i++) {
        waiting.get(i).answer.complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      waiting.forEach(request -> request.answer.completeExceptionally(e));
    }
  }

  private void refuseAll() {
    for (Request left = queue.poll(); left != null; left = queue.poll()) {
      left.answer.completeExceptionally(closedException());
    }
  }

  private static JournalException closedException() {
    return new JournalException(ErrorCode.CLOSED, "The journal is closed");
  }

  /** Commits what was appended before and closes the journal. */
  @Override
  public void close() {
    closing = true;
    Request last =
        new Request(new Stamp(0, false, 0), List.of(), true, true, new CompletableFuture<>());
    boolean interrupted = false;
    boolean sent = false;
    while (writer.isAlive()) {
      try {
        if (!sent) {
          queue.put(last);
          sent = true;
        }
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    journal.close();
  }
}
