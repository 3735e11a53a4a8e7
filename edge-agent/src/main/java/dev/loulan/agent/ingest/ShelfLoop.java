package dev.loulan.agent.ingest;

import dev.loulan.agent.merge.BoardFrame;
import dev.loulan.agent.merge.FrameMerge;
import dev.loulan.agent.merge.Merged;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.ShelfDocument;
import dev.loulan.agent.session.ShelfMachine;
import dev.loulan.agent.session.ShelfView;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.intake.FrameSink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent's one thread: takes frames and other inputs from a bounded queue, merges them, steps
 * the machine and carries out what follows.
 *
 * <p>A full queue makes the broker wait. Nothing is taken from it once the journal has failed, so
 * that frames stay with their boards.
 */
public final class ShelfLoop implements FrameSink {
  private static final int CAPACITY = 512;
  private static final long SILENT_NANOS = 2_000_000_000L;
  private static final long IDLE_NANOS = 1_000_000_000L;
  private static final long COMMIT_NANOS = 1_000_000_000L;
  private static final long HEARTBEAT_NANOS = 600_000_000_000L;

  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final LoopRules rules;
  private final FrameMerge<Frame> merge;
  private final ShelfMachine machine;
  private final EffectRunner runner;
  private final Set<String> greeted = new HashSet<>();
  private final Map<String, Long> heardNanos = new HashMap<>();
  private long lastFrameNanos = System.nanoTime();
  private long lastCommitNanos = System.nanoTime();
  private long lastHeartbeatNanos = System.nanoTime();
  private boolean idle;
  private boolean planThere;
  private boolean pricesThere;
  private boolean stopping;
  private volatile ShelfView view;

  private sealed interface Item {}

  private record FrameItem(long stream, Frame frame) implements Item {}

  private record InputItem(Input input) implements Item {}

  private record StopItem() implements Item {}

  public ShelfLoop(LoopRules rules, ShelfMachine machine, EffectRunner runner) {
    this.rules = rules;
    this.merge = new FrameMerge<>(rules.boards());
    this.machine = machine;
    this.runner = runner;
    this.view = machine.view();
  }

  /** Waits while the queue is full. */
  @Override
  public void frame(long streamId, Frame frame) throws InterruptedException {
    queue.put(new FrameItem(streamId, frame));
  }

  @Override
  public void malformed(String board, String reason) {
    AlertCode code = AlertCode.MALFORMED_FRAME;
    var _ = queue.offer(new InputItem(new Input.HostAlert(code.word(), code.level(), board, 1)));
  }

  /** Waits while the queue is full. */
  public void input(Input input) throws InterruptedException {
    queue.put(new InputItem(input));
  }

  /** What was last seen; any thread. */
  public ShelfView view() {
    return view;
  }

  /** Lets {@link #run} return once all that is in the queue is done. */
  public void stop() throws InterruptedException {
    queue.put(new StopItem());
  }

  /**
   * Works until stopped.
   *
   * @throws dev.loulan.journal.JournalException when the journal failed; nothing more is taken
   */
  public void run() throws InterruptedException {
    while (!stopping) {
      Item item = queue.poll(100, TimeUnit.MILLISECONDS);
      if (item != null) {
        take(item);
      }
      passOn();
      housekeeping(item == null);
    }
    runner.commit();
  }

  private void take(Item item) {
    switch (item) {
      case FrameItem(long stream, Frame.Hello hello) -> hello(stream, hello);
      case FrameItem(long stream, Frame frame) -> frame(FrameTimes.of(stream, frame));
      case InputItem(Input input) -> {
        step(input);
        noteDocuments(input);
      }
      case StopItem _ -> stopping = true;
    }
  }

  private void noteDocuments(Input input) {
    if (input instanceof Input.DocumentsArrived arrived) {
      for (ShelfDocument document : arrived.documents()) {
        planThere |= document instanceof ShelfDocument.Plan;
        pricesThere |= document instanceof ShelfDocument.Prices;
      }
    }
  }

  private void hello(long stream, Frame.Hello hello) {
    boolean isNew = merge.hello(hello.board(), stream, hello.nextSequence());
    greeted.add(hello.board());
    heard(hello.board());
    step(new Input.Hello(hello, isNew));
  }

  private void frame(BoardFrame<Frame> frame) {
    heard(frame.board());
    var _ = merge.offer(frame);
  }

  private void heard(String board) {
    lastFrameNanos = System.nanoTime();
    heardNanos.put(board, lastFrameNanos);
    idle = false;
  }

  private void passOn() {
    boolean waits = rules.awaitsDocuments() && !(planThere && pricesThere);
    if (waits || greeted.size() < rules.boardCount()) {
      return;
    }
    for (Optional<Merged<Frame>> next = merge.poll(); next.isPresent(); next = merge.poll()) {
      Merged<Frame> merged = next.get();
      step(
          new Input.Next(
              merged.frame().stream(),
              merged.frame().content(),
              merged.atMicros(),
              merged.missingBefore()));
    }
  }

  private void housekeeping(boolean nothingCame) {
    long now = System.nanoTime();
    if (rules.excludesSilentBoards()) {
      excludeSilent(now);
      heartbeat(now);
    }
    if (nothingCame && !idle && now - lastFrameNanos > IDLE_NANOS) {
      idle = true;
      step(new Input.Idle());
    }
    if (now - lastCommitNanos > COMMIT_NANOS) {
      runner.commit();
      lastCommitNanos = now;
      view = machine.view();
    }
  }

  private void heartbeat(long nowNanos) {
    if (nowNanos - lastHeartbeatNanos > HEARTBEAT_NANOS) {
      lastHeartbeatNanos = nowNanos;
      step(new Input.Heartbeat());
    }
  }

  private void excludeSilent(long nowNanos) {
    for (String board : merge.holdingBack()) {
      @Nullable Long heard = heardNanos.putIfAbsent(board, nowNanos);
      if (heard != null && nowNanos - heard > SILENT_NANOS) {
        merge.exclude(board);
        step(new Input.BoardSilent(board));
      }
    }
  }

  private void step(Input input) {
    runner.carryOut(machine.step(input));
    // Frames are too many for a view each; but a gap must be seen before what follows from it.
    boolean ordinary = input instanceof Input.Next next && next.missingBefore() == 0;
    view = ordinary ? view : machine.view();
  }
}
