package dev.loulan.bridge;

import dev.loulan.bridge.frame.Frame.Ack;
import dev.loulan.bridge.frame.Frame.Hello;
import dev.loulan.bridge.frame.FrameCodec;
import dev.loulan.bridge.frame.ReceivedFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge holds of one board: frames that the agent has not consumed, in order.
 *
 * <p>Any thread may call; a call never waits for another party.
 */
public final class BoardStream {

  /** The ways a frame can be taken. */
  public enum Taken {
    NEW,
    DUPLICATE
  }

  private final List<Waiting> waiting = new ArrayList<>();
  private @Nullable Run current;
  private @Nullable Run announced;
  private @Nullable BoardPeer owner;
  private int published;
  private int everPublished;
  private boolean over;

  /** One run of sequence numbers, from a board's boot to the next. */
  private static final class Run {
    Hello hello;
    long received;
    long consumed;

    Run(Hello hello) {
      this.hello = hello;
      this.received = hello.nextSequence() - 1;
      this.consumed = received;
    }

    byte[] helloBytes() {
      return FrameCodec.encode(
          new Hello(
              hello.board(),
              hello.clock(),
              hello.streamId(),
              consumed + 1,
              hello.door(),
              hello.plates()));
    }
  }

  private static final class Waiting {
    final Run run;
    final long sequence;
    final byte[] bytes;

    Waiting(Run run, ReceivedFrame frame) {
      this.run = run;
      this.sequence = frame.frame().sequence();
      this.bytes = frame.bytes();
    }
  }

  /** What to publish next, and whether it was published before. */
  public static final class Outgoing {
    final byte[] bytes;
    final boolean repeated;

    Outgoing(byte[] bytes, boolean repeated) {
      this.bytes = bytes;
      this.repeated = repeated;
    }

    /** A frame as it stands on the wire; not to be changed. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /** The board speaks from this connection now; returns the one that it spoke from before. */
  public synchronized @Nullable BoardPeer hello(Hello hello, BoardPeer handler) {
    Run run = current;
    if (run != null && run.hello.streamId() == hello.streamId()) {
      run.hello = hello;
    } else {
      current = new Run(hello);
    }
    BoardPeer before = owner;
    owner = handler;
    if (!handler.equals(before)) {
      over = false;
    }
    rewind();
    return handler.equals(before) ? null : before;
  }

  /** Takes a frame of the stream that said hello last. */
  public synchronized Taken take(ReceivedFrame frame) {
    Run run = current;
    if (run == null) {
      throw new IllegalStateException("A frame came before the hello of " + frame.frame().board());
    }
    if (frame.frame().sequence() <= run.received) {
      return Taken.DUPLICATE;
    }
    run.received = frame.frame().sequence();
    waiting.add(new Waiting(run, frame));
    tellWhetherOver();
    return Taken.NEW;
  }

  /** The highest sequence of the current stream that the agent has consumed. */
  public synchronized long consumed() {
    return current == null ? 0 : current.consumed;
  }

  /** What has to be published next; null when nothing has. */
  public synchronized @Nullable Outgoing next() {
    Waiting head = published < waiting.size() ? waiting.get(published) : null;
    Run due = head == null ? current : head.run;
    if (due != null && due != announced) {
      announced = due;
      return new Outgoing(due.helloBytes(), false);
    }
    if (head == null) {
      return null;
    }
    published++;
    boolean repeated = published <= everPublished;
    everPublished = Math.max(everPublished, published);
    return new Outgoing(head.bytes, repeated);
  }

  /** Everything is to be published again, the hello first. */
  public synchronized void rewind() {
    published = 0;
    announced = null;
  }

  /** Forgets what was consumed and acknowledges it; returns how many frames that were. */
  public int consumed(Topics.Consumed consumed) {
    BoardPeer speaker;
    Ack ack = null;
    int count;
    synchronized (this) {
      count = countUpTo(consumed);
      waiting.subList(0, count).clear();
      published = Math.max(0, published - count);
      everPublished = Math.max(0, everPublished - count);
      Run run = current;
      boolean now = run != null && run.hello.streamId() == consumed.streamId();
      if (run != null && now && consumed.sequence() <= run.received) {
        run.consumed = Math.max(run.consumed, consumed.sequence());
        ack = new Ack(run.hello.board(), run.consumed);
      }
      speaker = owner;
      tellWhetherOver();
    }
    if (speaker != null && ack != null) {
      speaker.acknowledge(ack);
    }
    return count;
  }

  /** Frames that the agent has not consumed. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** The connection ended; the board will come back by another. */
  public synchronized void left(BoardPeer handler) {
    if (handler.equals(owner)) {
      owner = null;
      over = false;
    }
  }

  private int countUpTo(Topics.Consumed consumed) {
    for (int i = waiting.size() - 1; i >= 0; i--) {
      Waiting each = waiting.get(i);
      if (each.run.hello.streamId() == consumed.streamId()
          && each.sequence <= consumed.sequence()) {
        return i + 1;
      }
    }
    return 0;
  }

  private void tellWhetherOver() {
    boolean now = waiting.size() > BridgeOptions.WINDOW;
    if (now != over && owner != null) {
      over = now;
      owner.boardIsOver(now);
    }
  }
}
