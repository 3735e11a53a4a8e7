package dev.loulan.agent;

import dev.loulan.agent.alert.Alerts;
import dev.loulan.agent.ingest.InputSink;
import dev.loulan.agent.session.AlertCode;
import dev.loulan.agent.session.Input;
import dev.loulan.bridge.BridgeAlert;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes what the bridge refuses visible: as an alert with its count, and in the journal, at most
 * once in ten seconds, so that a board gone wild cannot fill it. One thread.
 */
final class BridgeWatch {
  private static final long JOURNAL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long OPEN_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Alerts alerts;
  private final InputSink shelf;
  private final Map<AlertCode, Told> told = new EnumMap<>(AlertCode.class);

  private record Told(long seen, long seenNanos, long journaled, long journaledNanos) {}

  BridgeWatch(Alerts alerts, InputSink shelf) {
    this.alerts = alerts;
    this.shelf = shelf;
  }

  /** Looks at what the bridge has counted since its start. */
  void look(List<BridgeAlert> counted) throws InterruptedException {
    long now = System.nanoTime();
    for (BridgeAlert alert : counted) {
      Optional<AlertCode> code = code(alert.kind());
      if (code.isPresent()) {
        look(code.get(), alert, now);
      }
    }
  }

  private void look(AlertCode code, BridgeAlert alert, long now) throws InterruptedException {
    Told before = told.getOrDefault(code, new Told(0, now, 0, now - JOURNAL_NANOS));
    Told after = before;
    if (alert.count() > before.seen()) {
      alerts.raise(code, said(alert));
      after = new Told(alert.count(), now, before.journaled(), before.journaledNanos());
    } else if (now - before.seenNanos() > OPEN_NANOS) {
      alerts.clear(code);
    }
    long fresh = alert.count() - after.journaled();
    if (fresh > 0 && now - after.journaledNanos() >= JOURNAL_NANOS) {
      shelf.input(new Input.HostAlert(code.word(), code.level(), said(alert), fresh));
      after = new Told(after.seen(), after.seenNanos(), alert.count(), now);
    }
    told.put(code, after);
  }

  private static String said(BridgeAlert alert) {
    return alert.count() + " × " + alert.detail();
  }

  /** The others are told by whom they concern. */
  private static Optional<AlertCode> code(BridgeAlert.Kind kind) {
    return switch (kind) {
      case FRAME_REFUSED -> Optional.of(AlertCode.FRAME_REFUSED);
      case BOARD_TAKEN_OVER -> Optional.of(AlertCode.BOARD_TAKEN_OVER);
      case BROKER_AWAY, AGENT_SILENT, BOARD_HELD -> Optional.empty();
    };
  }
}
