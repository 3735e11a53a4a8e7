package dev.loulan.bridge.client;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameCodec;
import dev.loulan.bridge.frame.SampleBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one board. Sending waits while 64 frames are not acknowledged, so that a fast
 * source goes at the pace of the agent. Times are micros since the Unix epoch.
 */
public final class BoardFeed {

  /** Frames of one board that may be under way. */
  public static final int WINDOW = 64;

  private final BoardClient client;
  private final Frame.Hello first;
  private final ArrayDeque<Kept> unacknowledged = new ArrayDeque<>();
  private final Set<Long> toDrop = new HashSet<>();
  private long lastSequence;
  private long acknowledged;
  private Frame.DoorState door;
  private @Nullable IOException failure;

  /** A frame that is not acknowledged yet. */
  static final class Kept {
    private final long sequence;
    private final byte[] bytes;
    private final boolean dropped;

    Kept(long sequence, byte[] bytes, boolean dropped) {
      this.sequence = sequence;
      this.bytes = bytes;
      this.dropped = dropped;
    }

    byte[] bytes() {
      return bytes;
    }

    boolean dropped() {
      return dropped;
    }
  }

  BoardFeed(BoardClient client, Frame.Hello first) {
    this.client = client;
    this.first = first;
    this.door = first.door();
  }

  public String board() {
    return first.board();
  }

  /** Sends weights; the block has a reading for each plate that the board said hello with. */
  public void samples(SampleBlock block) throws IOException, InterruptedException {
    send(sequence -> new Frame.Samples(board(), sequence, block));
  }

  public void door(long atMicros, boolean open) throws IOException, InterruptedException {
    send(sequence -> new Frame.Door(board(), sequence, atMicros, open));
  }

  public void scan(long atMicros, String code) throws IOException, InterruptedException {
    send(sequence -> new Frame.Scan(board(), sequence, atMicros, code));
  }

  public void tender(long atMicros, String provider, String merchant, String reference)
      throws IOException, InterruptedException {
    send(sequence -> new Frame.Tender(board(), sequence, atMicros, provider, merchant, reference));
  }

  /** Says that nothing before this time will follow. */
  public void alive(long atMicros) throws IOException, InterruptedException {
    send(sequence -> new Frame.Alive(board(), sequence, atMicros));
  }

  /** Says that the feed is over. */
  public void end(long atMicros) throws IOException, InterruptedException {
    send(sequence -> new Frame.End(board(), sequence, atMicros));
  }

  /**
   * Sends the frame with the next sequence; waits while 64 frames are not acknowledged.
   *
   * @param frame makes the frame of its sequence
   * @return the sequence
   * @throws IOException when the client was closed or the bridge refuses again and again
   */
  public long send(LongFunction<Frame> frame) throws IOException, InterruptedException {
    long sequence;
    boolean dropped;
    synchronized (this) {
      while (failure == null && unacknowledged.size() >= WINDOW) {
        wait();
      }
      throwFailure();
      sequence = lastSequence + 1;
      dropped = toDrop.contains(sequence);
    }
    Frame made = frame.apply(sequence);
    if (made instanceof Frame.Door moved) {
      synchronized (this) {
        door = moved.open() ? Frame.DoorState.OPEN : Frame.DoorState.CLOSED;
      }
    }
    client.send(this, new Kept(sequence, FrameCodec.encode(made), dropped));
    return sequence;
  }

  /** From now on the frame with this sequence never reaches the bridge. For drills. */
  public synchronized void drop(long sequence) {
    toDrop.add(sequence);
  }

  /**
   * Waits until the agent has consumed everything sent so far.
   *
   * @return false when it has not in time
   * @throws IOException as {@link #send}
   */
  public synchronized boolean awaitAcknowledged(Duration timeout)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (failure == null && !unacknowledged.isEmpty()) {
      long leftMillis = (end - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        return false;
      }
      wait(leftMillis);
    }
    throwFailure();
    return true;
  }

  /** The highest sequence sent; 0 before the first. */
  public synchronized long lastSequence() {
    return lastSequence;
  }

  /** The highest sequence that the agent consumed; 0 before the first. */
  public synchronized long acknowledged() {
    return acknowledged;
  }

  synchronized void keep(Kept kept) {
    lastSequence = kept.sequence;
    unacknowledged.add(kept);
  }

  synchronized List<Kept> unacknowledged() {
    return List.copyOf(unacknowledged);
  }

  synchronized byte[] hello() {
    return FrameCodec.encode(
        new Frame.Hello(
            first.board(),
            first.clock(),
            first.streamId(),
            acknowledged + 1,
            door,
            first.plates()));
  }

  /** Forgets what was consumed; false when nothing new was. */
  synchronized boolean acknowledge(long consumed) {
    boolean some = false;
    while (!unacknowledged.isEmpty() && unacknowledged.peek().sequence <= consumed) {
      acknowledged = unacknowledged.remove().sequence;
      some = true;
    }
    notifyAll();
    return some;
  }

  synchronized void fail(IOException e) {
    if (failure == null) {
      failure = e;
    }
    notifyAll();
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }
}
