package dev.loulan.bridge;

import dev.loulan.bridge.frame.FrameDecoder;
import dev.loulan.bridge.frame.FrameEncoder;
import dev.loulan.domain.text.Sentences;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Lets shelf boards connect over TCP and brings their frames to the agent over MQTT.
 *
 * <p>A frame is kept until the agent consumed it and is then acknowledged to its board. At most 64
 * frames of a board wait; then it is not read any more. A broker that is away only makes frames
 * wait; starting does not need it.
 *
 * <pre>{@code
 * var options = BridgeOptions.onLoopback("shelf-1", 0, MqttOptions.of(brokerUri, "bridge"));
 * try (BridgeServer bridge = BridgeServer.start(options)) {
 *   connectBoards(bridge.address());
 * }
 * }</pre>
 */
public final class BridgeServer implements AutoCloseable {

  private final BridgeCounters counters;
  private final FramePublisher publisher;
  private final EventLoopGroup threads;
  private final Channel listening;

  private BridgeServer(
      BridgeCounters counters, FramePublisher publisher, EventLoopGroup threads, Channel channel) {
    this.counters = counters;
    this.publisher = publisher;
    this.threads = threads;
    this.listening = channel;
  }

  /**
   * Starts listening; returns when boards can connect.
   *
   * @throws BridgeException when the address cannot be listened on, for example because another
   *     program has the port
   */
  public static BridgeServer start(BridgeOptions options)
      throws BridgeException, InterruptedException {
    BridgeCounters counters = new BridgeCounters();
    EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("bridge", true));
    // Bind before the broker is spoken to: a second bridge must not take the first one's place
    // there.
    HandlerFactory handlers = new HandlerFactory(counters);
    Channel channel;
    try {
      channel = bind(options.listen(), threads, handlers);
    } catch (BridgeException | InterruptedException e) {
      var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
    FramePublisher publisher = new FramePublisher(options, counters);
    handlers.registry = publisher.boards();
    channel.config().setAutoRead(true);
    return new BridgeServer(counters, publisher, threads, channel);
  }

  private static Channel bind(
      InetSocketAddress listen, EventLoopGroup threads, HandlerFactory handlers)
      throws BridgeException, InterruptedException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(handlers)
            .bind(listen)
            .await();
    if (!bound.isSuccess()) {
      Throwable cause = bound.cause();
      throw new BridgeException(
          Sentences.beside(BridgeServer.class)
              .text("listen", listen.getHostString(), listen.getPort(), cause.getMessage()),
          cause);
    }
    return bound.channel();
  }

  /** Where boards connect, with the port that was taken. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** What was counted so far. */
  public BridgeMetrics metrics() {
    BoardRegistry boards = publisher.boards();
    return new BridgeMetrics(
        counters.connections.get(),
        boards.all().size(),
        counters.frames.sum(),
        counters.duplicates.sum(),
        counters.published.sum(),
        counters.repeated.sum(),
        counters.acknowledged.sum(),
        boards.waiting(),
        counters.refused(),
        publisher.isConnected(),
        counters.brokerLost.sum(),
        counters.alerts());
  }

  /**
   * Closes all connections. Boards keep what is not acknowledged and send it to the next bridge.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly(1_000);
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
    publisher.close();
  }

  private static final class HandlerFactory extends ChannelInitializer<SocketChannel> {
    private static final FrameEncoder ENCODER = new FrameEncoder();
    private final BridgeCounters counters;
    // Set before the first connection is accepted.
    private volatile BoardRegistry registry = new BoardRegistry(0, () -> {});

    HandlerFactory(BridgeCounters counters) {
      this.counters = counters;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(ENCODER, new FrameDecoder(), new BoardHandler(registry, counters, channel));
    }
  }
}
