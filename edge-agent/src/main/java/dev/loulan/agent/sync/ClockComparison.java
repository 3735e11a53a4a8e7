package dev.loulan.agent.sync;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.ingest.InputSink;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tells the shelf whether its clock agrees with the server's. One thread. */
public final class ClockComparison {
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  private final InstantSource clock;
  private final InputSink shelf;
  private final Alerts alerts;
  private @Nullable Boolean trusted;

  public ClockComparison(InstantSource clock, InputSink shelf, Alerts alerts) {
    this.clock = clock;
    this.shelf = shelf;
    this.alerts = alerts;
  }

  /** Compares with the time that an answer carries, if it does. */
  public void note(ServerClient.Answer answer) throws InterruptedException {
    if (answer.serverTime().isEmpty()) {
      return;
    }
    Duration off = Duration.between(answer.serverTime().get(), clock.instant()).abs();
    Boolean now = off.compareTo(TOLERANCE) < 0;
    if (!now.equals(trusted)) {
      trusted = now;
      shelf.input(new Input.ClockTrust(now));
      if (now) {
        alerts.clear(AlertCode.CLOCK_UNTRUSTED);
      } else {
        alerts.raise(AlertCode.CLOCK_UNTRUSTED, off.toSeconds() + " s");
      }
    }
  }
}
