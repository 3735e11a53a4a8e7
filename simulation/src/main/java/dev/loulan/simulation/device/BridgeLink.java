package dev.loulan.simulation.device;

import dev.loulan.bridge.BoardPeer;
import dev.loulan.bridge.BoardStream;
import dev.loulan.bridge.Topics;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.ReceivedFrame;
import dev.loulan.bridge.intake.FrameReceiver;
import dev.loulan.simulation.shelf.Board;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.testkit.chance.Chance;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One board's way to its agent: the bridge's own stream, then a broker that delivers in order,
 * takes its time, and may break and lose what is under way. Ends with the agent's process.
 */
final class BridgeLink implements Board.Wire, BoardPeer {
  private static final long STALL_MICROS = 5_000_000;

  private final World world;
  private final Board board;
  private final Chance chance;
  private final BoardStream stream = new BoardStream();
  private final FrameReceiver receiver;
  private final Consumer<Runnable> inProcess;
  private long lastDelivery;
  private long connection;
  private int waitingAtLastLook;
  private long stall = STALL_MICROS;
  private boolean watching;
  private boolean closed;

  /**
   * A link for one board.
   *
   * @param inProcess runs something as a step of the agent's process, if it still lives
   */
  BridgeLink(
      World world,
      Board board,
      FrameReceiver receiver,
      Consumer<Runnable> inProcess,
      Chance chance) {
    this.world = world;
    this.board = board;
    this.receiver = receiver;
    this.inProcess = inProcess;
    this.chance = chance;
  }

  @Override
  public void hello(Frame.Hello hello) {
    var _ = stream.hello(hello, this);
    publish();
  }

  @Override
  public void frame(ReceivedFrame frame) {
    switch (stream.take(frame)) {
      case NEW -> publish();
      case DUPLICATE -> board.acknowledged(stream.consumed());
    }
    watch();
  }

  /** The process is gone. */
  void close() {
    closed = true;
    board.disconnect();
  }

  int waiting() {
    return stream.waiting();
  }

  void consumed(long streamId, long sequence) {
    long at = connection;
    world
        .time()
        .in(
            2_000,
            () -> {
              if (!closed && at == connection) {
                stream.consumed(new Topics.Consumed(streamId, sequence));
              }
            });
  }

  /** The broker's connection is lost with all that is under way, and made again. */
  void breakConnection() {
    connection++;
    receiver.disconnected();
    world
        .time()
        .in(
            chance.between(50_000, 3_000_000),
            () -> {
              if (!closed) {
                stream.rewind();
                publish();
              }
            });
  }

  @Override
  public void acknowledge(Frame.Ack ack) {
    // A board that restarted has lost the connection over which this would come.
    if (board.isConnected()) {
      board.acknowledged(ack.consumed());
    }
  }

  @Override
  public void boardIsOver(boolean over) {
    // The board's memory is smaller than the bridge's window.
  }

  private void publish() {
    for (BoardStream.@Nullable Outgoing out = stream.next(); out != null; out = stream.next()) {
      deliver(out.bytes());
    }
  }

  private void deliver(byte[] payload) {
    boolean slow = world.faults().strikes(FaultKind.BROKER_SLOW);
    long delay = slow ? chance.between(100_000, 8_000_000) : chance.between(1_000, 20_000);
    lastDelivery = Math.max(lastDelivery, world.time().now() + delay);
    long at = connection;
    world
        .time()
        .at(
            lastDelivery,
            () -> {
              if (!closed && at == connection) {
                inProcess.accept(() -> receive(payload));
              }
            });
  }

  private void receive(byte[] payload) {
    try {
      receiver.receive(board.name(), payload);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing waits in a simulation", e);
    }
  }

  /** As the bridge does: publishes all again while nothing is consumed. */
  private void watch() {
    if (!watching) {
      watching = true;
      waitingAtLastLook = stream.waiting();
      world.time().in(stall, this::look);
    }
  }

  private void look() {
    watching = false;
    if (closed || stream.waiting() == 0) {
      stall = STALL_MICROS;
      return;
    }
    if (stream.waiting() >= waitingAtLastLook) {
      stall = Math.min(stall * 2, 60_000_000);
      stream.rewind();
      publish();
    }
    watch();
  }
}
