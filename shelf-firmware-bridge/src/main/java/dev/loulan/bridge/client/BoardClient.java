package dev.loulan.bridge.client;

import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.Frame.Ack;
import dev.loulan.bridge.frame.Frame.Refuse;
import dev.loulan.bridge.frame.FrameException;
import dev.loulan.bridge.frame.FrameReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection to a bridge, for one board or several.
 *
 * <p>When the connection breaks it is made again, and every board says hello and sends what is not
 * acknowledged once more. Nothing given to {@link BoardFeed#send} is lost while this object lives.
 *
 * <pre>{@code
 * try (BoardClient client = BoardClient.connect(bridge.address())) {
 *   BoardFeed feed = client.board("1", Clock.SIMULATED, streamId, DoorState.CLOSED, plates);
 *   feed.samples(new SampleBlock(firstMicros, offsetsMicros, readingsMg));
 *   feed.end(atMicros);
 *   feed.awaitAcknowledged(Duration.ofSeconds(30));
 * }
 * }</pre>
 */
public final class BoardClient implements AutoCloseable {

  private static final long PAUSE_MILLIS = 50;
  private static final int MOST_REFUSALS = 5;

  private final InetSocketAddress bridge;
  private final SortedMap<String, BoardFeed> feeds = new ConcurrentSkipListMap<>();
  private final Object wire = new Object();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final Thread thread;
  private @Nullable OutputStream out;
  private volatile @Nullable Socket socket;
  private volatile boolean closed;
  private int refusalsInARow;

  private BoardClient(InetSocketAddress bridge) {
    this.bridge = bridge;
    this.thread = Thread.ofVirtual().name("boards-" + bridge.getPort()).unstarted(this::run);
  }

  /** Connects in the background, as often as it takes. */
  public static BoardClient connect(InetSocketAddress bridge) {
    BoardClient client = new BoardClient(bridge);
    client.thread.start();
    return client;
  }

  /**
   * Adds a board, whose sequence begins at 1.
   *
   * @param streamId names this run of sequence numbers; drawn anew at each start of a board
   * @throws IllegalArgumentException when the client has the board already
   */
  public BoardFeed board(
      String board, Frame.Clock clock, long streamId, Frame.DoorState door, List<String> plates) {
    BoardFeed feed = new BoardFeed(this, new Frame.Hello(board, clock, streamId, 1, door, plates));
    if (feeds.putIfAbsent(board, feed) != null) {
      throw new IllegalArgumentException("Board " + board + " is connected already");
    }
    synchronized (wire) {
      write(feed.hello());
    }
    return feed;
  }

  public ClientMetrics metrics() {
    long frames = feeds.values().stream().mapToLong(BoardFeed::lastSequence).sum();
    long acknowledged = feeds.values().stream().mapToLong(BoardFeed::acknowledged).sum();
    return new ClientMetrics(frames, acknowledged, connections.get(), refusals.get());
  }

  /** Closes at once; what is not acknowledged by now may be lost. */
  @Override
  public void close() {
    closed = true;
    closeSocket();
    thread.interrupt();
    feeds.values().forEach(feed -> feed.fail(new IOException("The board's connection is closed")));
  }

  /** Breaks the connection as a cable would; it is made again. For drills. */
  public void breakConnection() {
    closeSocket();
  }

  /** Hands a frame to the wire, in the order in which the feed keeps it. */
  void send(BoardFeed feed, BoardFeed.Kept kept) {
    synchronized (wire) {
      feed.keep(kept);
      if (!kept.dropped()) {
        write(kept.bytes());
      }
    }
  }

  private void write(byte[] bytes) {
    OutputStream now = out;
    if (now == null) {
      return;
    }
    try {
      now.write(bytes);
    } catch (IOException e) {
      // Read by run() as the end of the connection; the frame is kept and sent again.
      out = null;
      closeSocket();
    }
  }

  private void run() {
    while (!closed) {
      try (Socket fresh = new Socket()) {
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.connect(bridge, 5_000);
        connections.incrementAndGet();
        begin(fresh.getOutputStream());
        receive(new BufferedInputStream(fresh.getInputStream()));
      } catch (IOException | FrameException e) {
        // The bridge is away or the line is broken: try again.
      } finally {
        synchronized (wire) {
          out = null;
        }
      }
      pause();
    }
  }

  private void begin(OutputStream fresh) {
    synchronized (wire) {
      out = fresh;
      for (BoardFeed feed : feeds.values()) {
        write(feed.hello());
        feed.unacknowledged().stream().filter(k -> !k.dropped()).forEach(k -> write(k.bytes()));
      }
    }
  }

  private void receive(InputStream in) throws IOException, FrameException {
    for (Frame frame = FrameReader.read(in); frame != null; frame = FrameReader.read(in)) {
      switch (frame) {
        case Ack ack -> {
          BoardFeed feed = feeds.get(ack.board());
          if (feed != null && feed.acknowledge(ack.consumed())) {
            refusalsInARow = 0;
          }
        }
        case Refuse refuse -> refused(refuse);
        case Frame.Hello _,
            Frame.Samples _,
            Frame.Door _,
            Frame.Scan _,
            Frame.Tender _,
            Frame.Alive _,
            Frame.End _ -> {
          // No bridge sends these; nothing depends on them.
        }
      }
    }
  }

  private void refused(Refuse refuse) {
    refusals.incrementAndGet();
    refusalsInARow++;
    if (refusalsInARow >= MOST_REFUSALS) {
      closed = true;
      FeedRefusedException e =
          new FeedRefusedException(
              "The bridge at "
                  + bridge.getHostString()
                  + " port "
                  + bridge.getPort()
                  + " refused "
                  + refusalsInARow
                  + " times without taking a frame: "
                  + refuse.reason());
      feeds.values().forEach(feed -> feed.fail(e));
    }
  }

  private void closeSocket() {
    Socket now = socket;
    if (now != null) {
      try {
        now.close();
      } catch (IOException e) {
        // It is of no more use in any case.
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
