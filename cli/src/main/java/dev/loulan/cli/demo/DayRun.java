package dev.loulan.cli.demo;

import dev.loulan.bridge.client.BoardClient;
import dev.loulan.bridge.client.BoardFeed;
import dev.loulan.cli.line.DayEnd;
import dev.loulan.cli.line.Line;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.statement.Statement;
import dev.loulan.testkit.sim.DemoTerms;
import dev.loulan.testkit.sim.Pacer;
import dev.loulan.testkit.sim.ShelfDay;
import dev.loulan.testkit.sim.ShelfSimulator;
import java.io.IOException;
import java.time.Duration;

/** One simulated business day through the line, and its settlement. One thread. */
final class DayRun {
  private final Line line;
  private final ShelfDay day;
  private final DemoTerms terms;

  DayRun(Line line, ShelfDay day, DemoTerms terms) {
    this.line = line;
    this.day = day;
    this.terms = terms;
  }

  /** Sends the day and waits until the agent consumed it; returns how many frames there were. */
  long feed(ShelfSimulator.Between between, Pacer pacer) throws IOException, InterruptedException {
    try (BoardClient client = BoardClient.connect(line.bridge())) {
      BoardFeed feed = ShelfSimulator.connect(client, day);
      new ShelfSimulator(day, terms, between).run(feed::send, pacer);
      if (!feed.awaitAcknowledged(Duration.ofMinutes(2))) {
        throw Failure.failed("replay.notConsumed");
      }
      return client.metrics().frames();
    }
  }

  /** Hands in the provider's bill and settles. */
  Statement settle() {
    line.admin().post("/bills", day.bill(terms).json());
    return DayEnd.settle(line, day.day().toString());
  }
}
