package dev.loulan.agent.page;

import dev.loulan.agent.RunningAgent;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while the journal takes entries. */
@Readiness
@ApplicationScoped
class JournalHealth implements HealthCheck {
  private final RunningAgent running;

  JournalHealth(RunningAgent running) {
    this.running = running;
  }

  @Override
  public HealthCheckResponse call() {
    boolean writes = running.get().map(agent -> agent.failure() == null).orElse(false);
    return HealthCheckResponse.named("journal").status(writes).build();
  }
}
