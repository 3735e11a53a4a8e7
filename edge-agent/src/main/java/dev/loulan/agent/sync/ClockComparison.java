package dev.loulan.agent.sync;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.ingest.InputSink;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** Tells the shelf whether its clock agrees with the server's. One thread. */
public final class ClockComparison {
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final InputSink shelf;
  private final Alerts alerts;

  /**
   * A comparison of the device's clock.
   *
   * @param nanos a clock that is never set, in nanoseconds: the one that the shelf's loop has
   */
  public ClockComparison(InstantSource clock, LongSupplier nanos, InputSink shelf, Alerts alerts) {
    this.clock = clock;
    this.nanos = nanos;
    this.shelf = shelf;
    this.alerts = alerts;
  }

  /** Compares with the time that an answer carries, if it does. */
  public void note(ServerClient.Answer answer) throws InterruptedException {
    if (answer.serverTime().isEmpty()) {
      return;
    }
    Instant server = answer.serverTime().get();
    Duration off = Duration.between(server, clock.instant()).abs();
    boolean agrees = off.compareTo(TOLERANCE) < 0;
    shelf.input(
        new Input.ClockCompared(
            agrees, ChronoUnit.MICROS.between(Instant.EPOCH, server), nanos.getAsLong()));
    if (agrees) {
      alerts.clear(AlertCode.CLOCK_UNTRUSTED);
    } else {
      alerts.raise(AlertCode.CLOCK_UNTRUSTED, off.toSeconds() + " s");
    }
  }
}
