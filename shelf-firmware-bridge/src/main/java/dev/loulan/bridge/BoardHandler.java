package dev.loulan.bridge;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.Frame.Ack;
import dev.loulan.bridge.frame.Frame.Hello;
import dev.loulan.bridge.frame.Frame.Refuse;
import dev.loulan.bridge.frame.FrameException;
import dev.loulan.bridge.frame.ReceivedFrame;
import dev.loulan.bridge.frame.RefuseCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One TCP connection and the boards that speak over it. Runs on its channel's event loop. */
final class BoardHandler extends SimpleChannelInboundHandler<ReceivedFrame> implements BoardPeer {

  private final BoardRegistry registry;
  private final BridgeCounters counters;
  private final Channel channel;
  private final Map<String, BoardStream> boards = new HashMap<>();
  private int boardsOver;
  private boolean refused;

  BoardHandler(BoardRegistry registry, BridgeCounters counters, Channel channel) {
    super(ReceivedFrame.class);
    this.registry = registry;
    this.counters = counters;
    this.channel = channel;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    counters.connections.incrementAndGet();
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    counters.connections.decrementAndGet();
    boards.values().forEach(board -> board.left(this));
    context.fireChannelInactive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ReceivedFrame received) {
    if (refused) {
      return;
    }
    Frame frame = received.frame();
    switch (frame) {
      case Hello hello -> hello(hello);
      case Frame.Samples samples -> samples(samples, received);
      case Frame.Door _, Frame.Scan _, Frame.Tender _, Frame.Alive _, Frame.End _ -> take(received);
      case Ack _, Refuse _ ->
          refuse(frame.board(), RefuseCode.TYPE, "A board does not send " + frame.type());
    }
  }

  private void hello(Hello hello) {
    BoardStream board = registry.greet(hello, this);
    if (board == null) {
      refuse(hello.board(), RefuseCode.TOO_MANY_BOARDS, "There are too many boards already");
      return;
    }
    boards.put(hello.board(), board);
  }

  private void samples(Frame.Samples samples, ReceivedFrame received) {
    int expected = registry.plates(samples.board());
    if (boards.containsKey(samples.board()) && samples.block().plates() != expected) {
      refuse(
          samples.board(),
          RefuseCode.BODY,
          "The board said hello with "
              + expected
              + " plates, its samples have "
              + samples.block().plates());
      return;
    }
    take(received);
  }

  private void take(ReceivedFrame received) {
    BoardStream board = boards.get(received.frame().board());
    if (board == null) {
      refuse(
          received.frame().board(), RefuseCode.BEFORE_HELLO, "The board has not said hello here");
      return;
    }
    switch (board.take(received)) {
      case NEW -> {
        counters.frames.increment();
        registry.somethingToPublish();
      }
      case DUPLICATE -> {
        counters.duplicates.increment();
        if (received.frame().sequence() <= board.consumed()) {
          acknowledge(new Ack(received.frame().board(), board.consumed()));
        }
      }
    }
  }

  @Override
  public void acknowledge(Ack ack) {
    var _ = channel.writeAndFlush(ack, channel.voidPromise());
  }

  /** Reads on only while no board of this connection has more than its window. */
  @Override
  public void boardIsOver(boolean over) {
    channel
        .eventLoop()
        .execute(() -> {
          boardsOver += over ? 1 : -1;
          channel.config().setAutoRead(boardsOver <= 0);
          if (over) {
            counters.alert(
                BridgeAlert.Kind.BOARD_HELD,
                "A board at " + channel.remoteAddress() + " sends beyond its window");
          }
        });
  }

  /** Another connection speaks for a board of this one. */
  void takenOver(String board) {
    counters.alert(
        BridgeAlert.Kind.BOARD_TAKEN_OVER,
        "Board " + board + " at " + channel.remoteAddress() + " said hello from elsewhere");
    var _ = channel.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() instanceof FrameException broken) {
      String board = boards.size() == 1 ? boards.keySet().iterator().next() : Frame.NO_BOARD;
      refuse(board, broken.code(), String.valueOf(broken.getMessage()));
      return;
    }
    if (!(cause instanceof IOException)) {
      counters.alert(BridgeAlert.Kind.FRAME_REFUSED, "A connection was dropped: " + cause);
    }
    var _ = context.close();
  }

  private void refuse(String board, RefuseCode code, String reason) {
    refused = true;
    counters.refused(code);
    counters.alert(
        BridgeAlert.Kind.FRAME_REFUSED,
        "Board " + board + " at " + channel.remoteAddress() + ": " + reason);
    channel.writeAndFlush(new Refuse(board, code, reason)).addListener(ChannelFutureListener.CLOSE);
  }
}
