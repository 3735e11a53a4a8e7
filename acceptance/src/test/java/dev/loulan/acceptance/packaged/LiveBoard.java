package dev.loulan.acceptance.packaged;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/** A board of one plate and no door that weighs what a test says, twenty times a second. */
final class LiveBoard implements AutoCloseable {
  static final String BOARD = "1";
  static final String PLATE = "s1p1";
  private static final int PERIOD_MILLIS = 50;
  private static final int NOISE_MG = 200;

  private final BoardClient client;
  private final Thread thread;
  private volatile int weightMg;

  private LiveBoard(InetSocketAddress bridge, int weightMg) throws IOException {
    this.weightMg = weightMg;
    this.client = BoardClient.connect(bridge);
    BoardFeed feed =
        client.board(BOARD, Frame.Clock.WALL, 7, Frame.DoorState.NO_DOOR, List.of(PLATE));
    this.thread = Thread.ofPlatform().daemon().name("board").start(() -> send(feed));
  }

  static LiveBoard start(InetSocketAddress bridge, int weightMg) throws IOException {
    return new LiveBoard(bridge, weightMg);
  }

  /** What its cell says from now on, beside the noise. */
  void says(int mg) {
    weightMg = mg;
  }

  private void send(BoardFeed feed) {
    SplittableRandom noise = new SplittableRandom(1);
    try {
      while (true) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        int mg = weightMg + noise.nextInt(-NOISE_MG, NOISE_MG + 1);
        feed.samples(new SampleBlock(now, new int[] {0}, new int[] {mg}));
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      // Closed.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
