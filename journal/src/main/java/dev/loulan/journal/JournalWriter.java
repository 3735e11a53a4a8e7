package dev.loulan.journal;

import dev.loulan.journal.JournalException.ErrorCode;
import dev.loulan.journal.entry.Body;
import dev.loulan.journal.entry.EpochId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a journal: a thread of its own owns it, and callers that wait together share
 * a commit, its signature and its sync.
 *
 * <p>Back-pressure: the queue holds so many requests; when it is full, callers wait for a place. A
 * commit takes no further request once it has {@link #MOST_IN_GROUP} entries. While the key cannot
 * be reached, up to as many entries wait in memory, none of them acknowledged, and the commit is
 * tried again twice a second; then requests stay in the queue. After any other failure nothing more
 * is taken: every later request fails with what happened first. Any thread may call it.
 */
public final class JournalWriter implements JournalAppender, AutoCloseable {

  /** A commit takes no further request once it has so many entries. */
  public static final int MOST_IN_GROUP = 500;

  private static final int CAPACITY = 256;
  private static final long RETRY_MILLIS = 500;
  private static final Stamp NO_STAMP = new Stamp(0, false, 0);

  /**
   * What was appended.
   *
   * @param firstSeq sequence number of the first entry; the others follow it
   */
  public record Appended(long firstSeq) {}

  /**
   * The signing key cannot be reached.
   *
   * @param sinceNanos as {@link System#nanoTime} counts
   * @param entries that wait for it
   */
  public record SignerAway(String reason, long sinceNanos, int entries) {}

  private record Request(
      Stamp stamp,
      List<Body> bodies,
      boolean durable,
      boolean last,
      CompletableFuture<Appended> answer,
      @Nullable Consumer<Journal> work) {

    Request(Stamp stamp, List<Body> bodies, boolean durable, boolean last) {
      this(stamp, bodies, durable, last, new CompletableFuture<>(), null);
    }

    /** Work that is for the writer's thread; durable when nothing may wait for a commit then. */
    Request(boolean durable, Consumer<Journal> work) {
      this(NO_STAMP, List.of(), durable, false, new CompletableFuture<>(), work);
    }
  }

  private record Waiting(Request request, Appended appended) {}

  private final Journal journal;
  private final BlockingQueue<Request> queue;
  private final List<Waiting> uncommitted = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private Stamp lastStamp = NO_STAMP;
  private int uncommittedEntries;
  private boolean somebodyWaits;
  private volatile long nextSeq;
  private volatile long busySinceNanos;
  private volatile boolean busy;
  private volatile @Nullable SignerAway away;
  private volatile @Nullable RuntimeException failure;

  /** Takes the journal over; nobody else may use it until this is closed. */
  public JournalWriter(Journal journal) {
    this(journal, CAPACITY);
  }

  /**
   * Takes the journal over.
   *
   * @param capacity requests that wait before callers do
   */
  public JournalWriter(Journal journal, int capacity) {
    this.journal = journal;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.nextSeq = journal.nextSeq();
    this.thread = Thread.ofPlatform().daemon().name("journal-writer").start(this::run);
  }

  /**
   * Hands over entries that become durable together.
   *
   * @param durable whether the answer waits for the commit; else the entries ride along with the
   *     next one, unless their type forces it
   * @return done when the entries are appended and, if asked, durable; failed with a {@link
   *     JournalException} when they are not, also when this thread is interrupted while it waits
   *     for a place in the queue
   */
  public CompletableFuture<Appended> submit(Stamp stamp, List<Body> bodies, boolean durable) {
    boolean waits = durable || Journal.forcesCommit(bodies);
    return send(new Request(stamp, List.copyOf(bodies), waits, false));
  }

  @Override
  public void append(Stamp stamp, List<Body> bodies, boolean durable) {
    boolean waits = durable || Journal.forcesCommit(bodies);
    CompletableFuture<Appended> answer =
        send(new Request(stamp, List.copyOf(bodies), waits, false));
    if (waits || answer.isCompletedExceptionally()) {
      await(answer);
    }
  }

  @Override
  public void commit() {
    await(submitCommit());
  }

  @Override
  public void commitSoon(Runnable committed) {
    CompletableFuture<Appended> answer = submitCommit();
    if (answer.isCompletedExceptionally()) {
      await(answer);
    }
    var _ = answer.thenRun(committed);
  }

  private CompletableFuture<Appended> submitCommit() {
    return send(new Request(NO_STAMP, List.of(), true, false));
  }

  /**
   * Does something with the journal between two commits, on the writer's own thread: nothing waits
   * for a commit then. Callers wait as long as it takes, so it is short.
   *
   * @return what it gave; failed with what it threw, or with SIGNER when what waited before could
   *     not be signed. After a failure that closed the journal nothing more is taken
   */
  public <T> CompletableFuture<T> between(Function<Journal, T> work) {
    return onThread(true, work);
  }

  /**
   * Looks something up on the writer's own thread without the journal: what rides along is not made
   * durable for it, so that who looks often costs the disk nothing.
   *
   * @return as {@link #between}
   */
  public <T> CompletableFuture<T> aside(Supplier<T> look) {
    return onThread(false, _ -> look.get());
  }

  private <T> CompletableFuture<T> onThread(boolean settled, Function<Journal, T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    var _ =
        send(new Request(settled, of -> result.complete(work.apply(of))))
            .whenComplete((_, failed) -> {
              if (failed != null) {
                result.completeExceptionally(failed);
              }
            });
    return result;
  }

  private static void await(CompletableFuture<Appended> answer) {
    try {
      var _ = answer.join();
    } catch (CompletionException e) {
      // The failure belongs to the writer's thread, too: thrown anew, it names this one's as well.
      throw e.getCause() instanceof JournalException failed
          ? new JournalException(failed.code(), String.valueOf(failed.getMessage()), failed)
          : e;
    }
  }

  /** The epoch that is written. */
  public EpochId epoch() {
    return journal.epoch();
  }

  /** The number of entries, those that are not durable yet among them. */
  public long nextSeq() {
    return nextSeq;
  }

  /** How long the commit that is under way has taken so far; empty when none is. */
  public Optional<Duration> committingFor() {
    return busy
        ? Optional.of(Duration.ofNanos(System.nanoTime() - busySinceNanos))
        : Optional.empty();
  }

  /** Why nothing is signed now; empty while all is well. */
  public Optional<SignerAway> signerAway() {
    return Optional.ofNullable(away);
  }

  /** What ended the writing; empty while it goes on. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  private CompletableFuture<Appended> send(Request request) {
    if (closing.getCount() == 0 || failure != null) {
      refuse(request);
      return request.answer;
    }
    try {
      queue.put(request);
      if (!thread.isAlive()) {
        refuseQueued();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request.answer.completeExceptionally(
          new JournalException(
              ErrorCode.CLOSED, "Interrupted before the journal took what was to be written", e));
    }
    return request.answer;
  }

  private void run() {
    try {
      boolean last = false;
      while (!last) {
        last = step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closing.countDown();
      uncommitted.forEach(waiting -> refuse(waiting.request));
      refuseQueued();
    }
  }

  /** Takes what is there, and commits if somebody waits for it; whether it was the last. */
  private boolean step() throws InterruptedException {
    boolean last = false;
    Request request = next();
    @Nullable Request work = null;
    while (request != null) {
      if (request.work == null) {
        append(request);
      } else {
        work = request;
      }
      last |= request.last;
      boolean more = work == null && uncommittedEntries < MOST_IN_GROUP;
      request = more ? queue.poll() : null;
    }
    boolean full = uncommittedEntries >= MOST_IN_GROUP;
    boolean waitsForWork = work != null && work.durable && !uncommitted.isEmpty();
    if (full || waitsForWork || somebodyWaits) {
      commitNow(last);
    }
    if (work != null) {
      work(work);
    }
    return last;
  }

  private void work(Request request) {
    Consumer<Journal> work = Objects.requireNonNull(request.work);
    try {
      SignerAway waiting = away;
      if (waiting != null) {
        throw new JournalException(ErrorCode.SIGNER, waiting.reason);
      }
      if (failure != null) {
        throw refusal();
      }
      work.accept(journal);
      nextSeq = journal.nextSeq();
    } catch (RuntimeException e) {
      request.answer.completeExceptionally(e);
      if (failure == null && journal.isClosed()) {
        failed(e);
      }
    }
  }

  private @Nullable Request next() throws InterruptedException {
    if (away == null) {
      return queue.take();
    }
    if (uncommittedEntries < MOST_IN_GROUP) {
      return queue.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
    boolean closed = closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    return closed ? queue.take() : null;
  }

  private void append(Request request) {
    try {
      if (failure != null) {
        throw refusal();
      }
      long first = request.bodies.isEmpty() ? nextSeq : add(request);
      uncommitted.add(new Waiting(request, new Appended(first)));
      uncommittedEntries += request.bodies.size();
      somebodyWaits |= request.durable;
      if (!request.durable) {
        request.answer.complete(new Appended(first));
      }
    } catch (RuntimeException e) {
      request.answer.completeExceptionally(e);
    }
  }

  private long add(Request request) {
    lastStamp = request.stamp;
    long first = journal.add(request.stamp, request.bodies);
    nextSeq = journal.nextSeq();
    return first;
  }

  private void commitNow(boolean last) {
    busySinceNanos = System.nanoTime();
    busy = true;
    try {
      SignerAway before = away;
      if (before == null) {
        journal.commit();
      } else {
        journal.commit(later(before));
      }
      away = null;
      nextSeq = journal.nextSeq();
      uncommitted.forEach(waiting -> waiting.request.answer.complete(waiting.appended));
      forget();
    } catch (JournalException e) {
      if (e.code() == ErrorCode.SIGNER && !last) {
        signerAway(e);
      } else {
        failed(e);
      }
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      busy = false;
    }
  }

  /** Nobody tells the time while all wait, so it is that of the last request and what passed. */
  private Stamp later(SignerAway away) {
    long passed = (System.nanoTime() - away.sinceNanos) / 1_000;
    return new Stamp(
        lastStamp.atMicros() + passed, lastStamp.trusted(), lastStamp.monotonicMicros() + passed);
  }

  private void signerAway(JournalException e) {
    SignerAway before = away;
    long since = before == null ? System.nanoTime() : before.sinceNanos;
    away = new SignerAway(String.valueOf(e.getMessage()), since, uncommittedEntries);
  }

  private void failed(RuntimeException e) {
    failure = e;
    uncommitted.forEach(waiting -> waiting.request.answer.completeExceptionally(e));
    forget();
  }

  private void forget() {
    uncommitted.clear();
    uncommittedEntries = 0;
    somebodyWaits = false;
  }

  private void refuseQueued() {
    for (Request left = queue.poll(); left != null; left = queue.poll()) {
      refuse(left);
    }
  }

  private void refuse(Request request) {
    request.answer.completeExceptionally(refusal());
  }

  private RuntimeException refusal() {
    RuntimeException first = failure;
    return first != null ? first : new JournalException(ErrorCode.CLOSED, "The journal is closed");
  }

  /** Commits what was appended before and closes the journal; the failure, if any, is kept. */
  @Override
  public void close() {
    closing.countDown();
    boolean interrupted = false;
    boolean sent = false;
    while (thread.isAlive()) {
      try {
        if (!sent) {
          queue.put(new Request(NO_STAMP, List.of(), true, true));
          sent = true;
        }
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure == null) {
      journal.close();
    }
  }
}
