package dev.loulan.agent.ingest;

import dev.loulan.agent.merge.FrameMerge;
import dev.loulan.agent.merge.Merged;
import dev.loulan.agent.session.Input;
import dev.loulan.agent.session.ShelfDocument;
import dev.loulan.agent.session.ShelfMachine;
import dev.loulan.agent.session.ShelfView;
import dev.loulan.bridge.frame.Frame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Merges the boards' frames, steps the machine and carries out what follows: one turn of the
 * agent's loop after another. It waits for nothing and reads no clock but the one it is given.
 *
 * <p>One thread; only {@link #view} may be called by any.
 */
public final class ShelfTurns {
  private static final long SILENT_NANOS = 2_000_000_000L;
  private static final long IDLE_NANOS = 1_000_000_000L;
  private static final long COMMIT_NANOS = 1_500_000_000L;
  private static final long SESSION_NANOS = 60_000_000_000L;
  private static final long VIEW_NANOS = 1_000_000_000L;
  private static final long HEARTBEAT_NANOS = 600_000_000_000L;

  private final LoopRules rules;
  private final FrameMerge<Frame> merge;
  private final ShelfMachine machine;
  private final EffectRunner runner;
  private final LongSupplier nanos;
  private final ClockWatch clock = new ClockWatch();
  private final Set<String> greeted = new HashSet<>();
  private final Map<String, Long> heardNanos = new HashMap<>();
  private long lastFrameNanos;
  private long waitingSinceNanos;
  private long lastViewNanos;
  private long lastHeartbeatNanos;
  private boolean idle;
  private boolean trusted;
  private boolean planThere;
  private boolean pricesThere;
  private volatile ShelfView view;

  /**
   * A shelf that has taken nothing yet.
   *
   * @param nanos a clock that is never set, in nanoseconds
   */
  public ShelfTurns(
      LoopRules rules, ShelfMachine machine, EffectRunner runner, LongSupplier nanos) {
    this.rules = rules;
    this.merge =
        rules.isLive()
            ? FrameMerge.ofClocks(rules.boards(), machine.reachedMicros())
            : new FrameMerge<>(rules.boards());
    this.trusted = machine.isClockTrusted();
    this.machine = machine;
    this.runner = runner;
    this.nanos = nanos;
    this.lastFrameNanos = nanos.getAsLong();
    this.waitingSinceNanos = lastFrameNanos;
    this.lastViewNanos = lastFrameNanos;
    this.lastHeartbeatNanos = lastFrameNanos;
    this.view = machine.view();
  }

  /** What was last seen; any thread. */
  public ShelfView view() {
    return view;
  }

  /** Takes a frame as it came from the broker; {@link #turn} follows. */
  public void frame(long stream, Frame frame) {
    if (frame instanceof Frame.Hello hello) {
      hello(stream, hello);
    } else {
      heard(frame.board());
      var _ = merge.offer(FrameTimes.of(stream, frame));
    }
  }

  /** Takes any other input; {@link #turn} follows. */
  public void input(Input input) {
    if (input instanceof Input.ClockCompared compared) {
      clock.compared(compared);
      trust(clock.agreed());
      return;
    }
    step(input);
    noteDocuments(input);
  }

  /**
   * Passes on what is in order now, and does what is due.
   *
   * @param nothingCame whether nothing was taken for a while
   * @throws dev.loulan.journal.JournalException when the journal failed; no further turn follows
   */
  public void turn(boolean nothingCame) {
    passOn();
    housekeeping(nothingCame);
  }

  /** Makes durable what rides along. */
  public void finish() {
    runner.commit();
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

  private void heard(String board) {
    lastFrameNanos = nanos.getAsLong();
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
      if (rules.isLive()) {
        long wall = merged.atMicros() - merged.shiftMicros();
        trust(clock.believes(wall, merged.shiftMicros(), nanos.getAsLong()));
      }
      step(
          new Input.Next(
              merged.frame().stream(),
              merged.frame().content(),
              merged.atMicros(),
              merged.shiftMicros(),
              merged.missingBefore()));
    }
  }

  private void trust(boolean now) {
    if (now != trusted) {
      trusted = now;
      step(new Input.ClockTrust(now));
    }
  }

  private void housekeeping(boolean nothingCame) {
    long now = nanos.getAsLong();
    if (rules.isLive()) {
      excludeSilent(now);
      heartbeat(now);
    }
    if (nothingCame && !idle && now - lastFrameNanos > IDLE_NANOS) {
      idle = true;
      step(new Input.Idle());
    }
    commitWhatWaits(now);
    if (now - lastViewNanos > VIEW_NANOS) {
      lastViewNanos = now;
      view = machine.view();
    }
  }

  /** What rides along waits for a sale to come, so that both share a commit, and no longer. */
  private void commitWhatWaits(long nowNanos) {
    long patience = machine.isSessionOpen() ? SESSION_NANOS : COMMIT_NANOS;
    if (!runner.isWaiting()) {
      waitingSinceNanos = nowNanos;
    } else if (nowNanos - waitingSinceNanos > patience) {
      waitingSinceNanos = nowNanos;
      runner.commitSoon();
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
    // Frames are too many for a view each; but a gap must be seen before what follows from it, and
    // what a shopper does while they do it.
    boolean ordinary = input instanceof Input.Next next && next.missingBefore() == 0;
    view = machine.tellsChanges() || !ordinary ? machine.view() : view;
  }
}
