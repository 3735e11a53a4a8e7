package dev.loulan.cli.board;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.bridge.frame.Frame;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.testkit.sim.DemoShelf;
import dev.loulan.testkit.sim.DemoTerms;
import dev.loulan.testkit.sim.Pacer;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.ShelfSimulator;
import dev.loulan.testkit.sim.Visit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a board with eight plates and a door, in real time, for some shoppers. */
@Command(name = "board", mixinStandardHelpOptions = true)
public final class BoardWord implements Callable<Integer> {
  private static final long AFTER_LAST_VISIT_MICROS = 8_000_000;
  private static final Duration MOST_WAIT = Duration.ofMinutes(10);

  @Parameters(paramLabel = "HOST:PORT", descriptionKey = "board.address")
  private String address;

  @Option(names = "--visits", defaultValue = "1", descriptionKey = "board.visits")
  private int visits;

  @Option(names = "--seed", defaultValue = "1", descriptionKey = "demo.seed")
  private long seed;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (BoardClient client = BoardClient.connect(bridge())) {
      awaitBridge(client);
      // Shoppers come once the agent listens, so that no sample is older than its connection.
      ShelfDay day = day();
      BoardFeed feed =
          client.board(
              day.shelf().board(),
              Frame.Clock.WALL,
              day.streamId(),
              Frame.DoorState.CLOSED,
              day.shelf().plates());
      output.progress(Messages.text("board.running", address, day.visits().size()));
      new ShelfSimulator(day, DemoTerms.standard(), ShelfSimulator.Between.CONTINUOUS)
          .run(feed::send, Pacer.times(1));
      if (!feed.awaitAcknowledged(Duration.ofSeconds(30))) {
        throw Failure.failed("board.notConsumed", address);
      }
      output.done(day.visits().stream().map(BoardWord::sentence).toArray(String[]::new));
    }
    return 0;
  }

  /** Waits for the agent, which may still be building or starting. */
  private void awaitBridge(BoardClient client) throws InterruptedException {
    long deadline = System.nanoTime() + MOST_WAIT.toNanos();
    boolean said = false;
    while (client.metrics().connections() == 0) {
      if (System.nanoTime() > deadline) {
        throw Failure.failed("board.noAgent", address, MOST_WAIT.toMinutes());
      }
      if (!said) {
        output.progress(Messages.text("board.waiting", address));
        said = true;
      }
      Thread.sleep(100);
    }
  }

  private static String sentence(Visit visit) {
    return Messages.text("board.visit", visit.reference(), visit.taken(), visit.amountMinor());
  }

  /** Today from now on, cut after the wanted number of shoppers who take something. */
  private ShelfDay day() {
    long now = System.currentTimeMillis() * 1_000;
    ShelfDay all = ShelfDay.live(DemoShelf.standard(), seed, ZoneOffset.UTC, now);
    List<Visit> some = all.visits();
    int charged = 0;
    for (int i = 0; i < some.size() && charged < visits; i++) {
      if (some.get(i).amountMinor() > 0) {
        charged++;
      }
      if (charged == visits) {
        some = some.subList(0, i + 1);
      }
    }
    if (some.isEmpty()) {
      throw Failure.failed("board.late");
    }
    long end = some.getLast().closeMicros() + AFTER_LAST_VISIT_MICROS;
    return new ShelfDay(
        all.seed(),
        all.shelf(),
        all.day(),
        all.zone(),
        all.beginMicros(),
        end,
        all.startWeightsMg(),
        some);
  }

  private InetSocketAddress bridge() {
    int colon = address.lastIndexOf(':');
    try {
      int port = Integer.parseInt(address.substring(colon + 1), 10);
      return new InetSocketAddress(address.substring(0, Math.max(0, colon)), port);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("board.badAddress", address);
    }
  }
}
