package dev.loulan.cli.line;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.server.AdminClient;
import dev.loulan.cli.statement.Statement;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.Optional;

/** Settles a business day as soon as the shelf's day close has reached the ledger. */
public final class DayEnd {
  private static final long WAIT_MILLIS = 90_000;
  private static final long PAUSE_MILLIS = 50;

  private DayEnd() {}

  /**
   * Waits for the day close and settles.
   *
   * @throws Failure when the day is still open after a minute and a half
   */
  public static Statement settle(Line line, String day) {
    Json body = new JsonObjectBuilder().text("day", day).build();
    long end = System.nanoTime() + WAIT_MILLIS * 1_000_000;
    while (true) {
      AdminClient.Answer answer = line.admin().send("POST", "/settlements", Optional.of(body));
      if (answer.isGood()) {
        return Statement.of(Fields.of(answer.json(), "statement"));
      }
      if (answer.status() != 409 || System.nanoTime() > end || !line.isAlive()) {
        throw Failure.failed(
            "server.refused", "/settlements", answer.status(), answer.code(), answer.detail());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted");
    }
  }
}
