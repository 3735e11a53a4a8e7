package dev.loulan.testkit.line;

import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.bridge.frame.SampleBlock;
import dev.loulan.testkit.broker.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures the way from boards to consumer: 4 boards, 74 plates each, 6 samples in a frame.
 *
 * <p>Run by hand; arguments are the broker and the number of frames of each board.
 */
final class LineThroughput {

  private static final int BOARDS = 4;
  private static final int PLATES = 74;
  private static final int SAMPLES = 6;

  private LineThroughput() {}

  public static void main(String[] arguments) throws Exception {
    Broker.Choice choice = Broker.Choice.valueOf(arguments[0]);
    int frames = Integer.parseInt(arguments[1], 10);
    Path folder = Files.createTempDirectory("line");
    try (Line line = new Line(choice, folder, 0)) {
      run(line, 500);
      for (int i = 0; i < 3; i++) {
        long begin = System.nanoTime();
        run(line, frames);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            "%s: %d frames in %.2f s, %.0f frames/s, gaps %d, duplicates %d, repeated %d%n",
            choice,
            BOARDS * frames,
            seconds,
            BOARDS * frames / seconds,
            line.consumer.gaps(),
            line.consumer.duplicates(),
            line.bridge.metrics().repeated());
      }
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static final List<BoardFeed> FEEDS = new ArrayList<>();

  private static void run(Line line, int frames) throws Exception {
    if (FEEDS.isEmpty()) {
      List<String> names = IntStream.rangeClosed(1, PLATES).mapToObj(p -> "s1p" + p).toList();
      for (int board = 1; board <= BOARDS; board++) {
        FEEDS.add(
            line.client.board(
                "" + board, Frame.Clock.SIMULATED, board, Frame.DoorState.NO_DOOR, names));
      }
    }
    List<Thread> sources = new ArrayList<>();
    for (BoardFeed feed : FEEDS) {
      sources.add(Thread.ofPlatform().start(() -> send(feed, frames)));
    }
    for (Thread source : sources) {
      source.join();
    }
    for (BoardFeed feed : FEEDS) {
      if (!feed.awaitAcknowledged(Duration.ofSeconds(60))) {
        throw new IllegalStateException("Frames of board " + feed.board() + " did not arrive");
      }
    }
  }

  private static void send(BoardFeed feed, int frames) {
    int[] offsets = IntStream.range(0, SAMPLES).map(i -> i * 16_667).toArray();
    int[] readings = IntStream.range(0, SAMPLES * PLATES).map(i -> i * 17).toArray();
    try {
      for (int i = 0; i < frames; i++) {
        feed.samples(new SampleBlock(i * 100_000L, offsets, readings));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
