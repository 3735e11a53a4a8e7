package dev.loulan.agent.metrics;

import dev.loulan.agent.AgentCounts;
import dev.loulan.agent.RunningAgent;
import dev.loulan.agent.session.SessionNotice;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Reads the running agent's counts when it is asked for them; 0 until the agent runs. */
@ApplicationScoped
class AgentMeters implements MeterBinder {
  private final RunningAgent running;

  AgentMeters(RunningAgent running) {
    this.running = running;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry, running);
    meters.now(
        "journal.writes", "1 while the journal takes entries", c -> c.journalWrites() ? 1 : 0);
    meters.now("journal.entries", "Entries of the epoch in hand", AgentCounts::journalEntries);
    meters.now("alerts.open", "Alerts that are open", AgentCounts::alerts);
    meters.sum("messages", "MQTT messages taken", AgentCounts::messages);
    meters.sum("gaps", "Frames that never came", AgentCounts::gaps);
    meters.sum("segments", "Journal segments that the server took", AgentCounts::segments);
    for (SessionNotice.State state : SessionNotice.State.values()) {
      FunctionCounter.builder(
              "loulan.sessions",
              running,
              of -> meters.read(c -> c.sessions().getOrDefault(state, 0L)))
          .description("Sessions by how far they came")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    meters.now("bridge.boards", "Boards that have said hello", c -> c.bridge().boards());
    meters.now("bridge.waiting", "Frames taken and not consumed", c -> c.bridge().waiting());
    meters.now(
        "broker.connected",
        "1 while the broker is there",
        c -> c.bridge().brokerConnected() ? 1 : 0);
    meters.sum("broker.lost", "How often the broker was lost", c -> c.bridge().brokerLost());
    meters.sum("bridge.frames", "Frames taken", c -> c.bridge().frames());
    meters.sum("bridge.duplicates", "Frames that came again", c -> c.bridge().duplicates());
    meters.sum("bridge.refused", "Frames refused", c -> c.bridge().refusedFrames());
  }

  private record Meters(MeterRegistry registry, RunningAgent running) {

    void now(String name, String description, ToDoubleFunction<AgentCounts> value) {
      Gauge.builder("loulan." + name, running, of -> read(value))
          .description(description)
          .register(registry);
    }

    void sum(String name, String description, ToDoubleFunction<AgentCounts> value) {
      FunctionCounter.builder("loulan." + name, running, of -> read(value))
          .description(description)
          .register(registry);
    }

    double read(ToDoubleFunction<AgentCounts> value) {
      return running.get().map(agent -> value.applyAsDouble(agent.counts())).orElse(0.0);
    }
  }
}
