package dev.loulan.simulation.shelf;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.FrameCodec;
import dev.loulan.bridge.frame.ReceivedFrame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A shelf's board: numbers its frames and keeps them until they are consumed. When its memory is
 * full it keeps doors, scans and payments, and lets samples go, which leaves a hole in the numbers.
 */
public final class Board {
  private static final int MEMORY = 64;

  private final String name;
  private final List<String> plates;
  private final ArrayDeque<ReceivedFrame> kept = new ArrayDeque<>();
  private long streamId;
  private long sequence;
  private long consumed;
  private Frame.DoorState door = Frame.DoorState.CLOSED;
  private @Nullable Wire wire;

  /** Where frames go while the board is connected. */
  public interface Wire {
    void hello(Frame.Hello hello);

    void frame(ReceivedFrame frame);
  }

  public Board(String name, List<String> plates, long streamId) {
    this.name = name;
    this.plates = List.copyOf(plates);
    this.streamId = streamId;
  }

  public String name() {
    return name;
  }

  /** Sends the frame with the next number, and returns the number. */
  public long send(LongFunction<Frame> made) {
    Frame frame = made.apply(++sequence);
    if (frame instanceof Frame.Door moved) {
      door = moved.open() ? Frame.DoorState.OPEN : Frame.DoorState.CLOSED;
    }
    boolean isSample = frame instanceof Frame.Samples || frame instanceof Frame.Alive;
    if (kept.size() >= MEMORY && isSample) {
      return sequence;
    }
    ReceivedFrame bytes = new ReceivedFrame(frame, FrameCodec.encode(frame));
    kept.add(bytes);
    if (wire != null) {
      wire.frame(bytes);
    }
    return sequence;
  }

  /** Names the run of numbers since the board's boot. */
  public long streamId() {
    return streamId;
  }

  /** A connection to a bridge is there: says hello and sends again what is not consumed. */
  public void connect(Wire to) {
    wire = to;
    to.hello(new Frame.Hello(name, Frame.Clock.WALL, streamId, consumed + 1, door, plates));
    List.copyOf(kept)
        .forEach(frame -> {
          if (to.equals(wire)) {
            to.frame(frame);
          }
        });
  }

  public void disconnect() {
    wire = null;
  }

  public boolean isConnected() {
    return wire != null;
  }

  /** The bridge says what the agent has consumed. */
  public void acknowledged(long upTo) {
    consumed = Math.max(consumed, upTo);
    while (!kept.isEmpty() && kept.peek().frame().sequence() <= consumed) {
      kept.remove();
    }
  }

  /** The board loses power: what it kept is gone, and its numbers begin anew. */
  public void restart(long newStream) {
    kept.clear();
    wire = null;
    streamId = newStream;
    sequence = 0;
    consumed = 0;
  }

  public int kept() {
    return kept.size();
  }
}
