package dev.loulan.server.wiring;

import dev.loulan.sync.hooks.HookStore;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.fabric.FabricFigures;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.submission.SubmissionWorker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** What {@code /metrics} tells of the way to the ledger and to other systems. */
@Singleton
public class LedgerMetrics {
  private final MeterRegistry registry;

  LedgerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void start(
      @Observes StartupEvent event,
      SubmissionWorker worker,
      HookStore hooks,
      LedgerGateway ledger) {
    gauge(
        "loulan.ledger.lag.entries",
        "Entries here that are not on the ledger",
        worker,
        w -> w.lag());
    gauge(
        "loulan.ledger.stopped.devices",
        "Devices whose entries do not go on",
        worker,
        w -> w.stopped());
    gauge("loulan.hooks.waiting", "Web hook deliveries that wait", hooks, HookStore::waiting);
    if (ledger instanceof FabricGateway fabric) {
      addFabric(fabric, fabric.figures());
    }
  }

  private void addFabric(FabricGateway fabric, FabricFigures figures) {
    gauge(
        "loulan.ledger.resting",
        "1 while a ledger that failed is left alone",
        fabric,
        f -> f.isResting() ? 1 : 0);
    gauge(
        "loulan.ledger.in.flight",
        "Transactions whose outcome is open",
        figures,
        f -> f.inFlight());
    counter("committed", "Transactions that were committed", figures, f -> f.committed());
    counter("invalid", "Transactions that the ledger holds as void", figures, f -> f.invalid());
    counter("failed", "Calls that no peer endorsed or answered", figures, f -> f.failed());
    counter("unknown", "Times that an outcome stayed unknown", figures, f -> f.unknown());
    counter("sent.again", "Times that an envelope went again", figures, f -> f.sentAgain());
    counter(
        "disagreements",
        "Endorsements that differed and were repeated",
        figures,
        f -> f.disagreements());
    counter("fail.overs", "Times that another peer was taken", figures, f -> f.failOvers());
  }

  private <T> void gauge(String name, String description, T subject, ToDoubleFunction<T> value) {
    Gauge.builder(name, subject, value).description(description).register(registry);
  }

  private <T> void counter(String name, String description, T subject, ToDoubleFunction<T> value) {
    FunctionCounter.builder("loulan.ledger." + name, subject, value)
        .description(description)
        .register(registry);
  }
}
