package dev.loulan.bridge;

import dev.loulan.bridge.frame.RefuseCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts of a bridge; any thread may add. */
final class BridgeCounters {

  final AtomicInteger connections = new AtomicInteger();
  final LongAdder frames = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder published = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder acknowledged = new LongAdder();
  final LongAdder brokerLost = new LongAdder();
  private final Map<RefuseCode, Long> refused = new EnumMap<>(RefuseCode.class);
  private final Map<BridgeAlert.Kind, BridgeAlert> alerts = new EnumMap<>(BridgeAlert.Kind.class);

  synchronized void refused(RefuseCode code) {
    refused.merge(code, 1L, Long::sum);
  }

  synchronized void alert(BridgeAlert.Kind kind, String detail) {
    alerts.merge(
        kind,
        new BridgeAlert(kind, 1, detail),
        (before, now) -> new BridgeAlert(kind, before.count() + 1, detail));
  }

  synchronized Map<RefuseCode, Long> refused() {
    return new EnumMap<>(refused);
  }

  synchronized List<BridgeAlert> alerts() {
    return List.copyOf(alerts.values());
  }
}
