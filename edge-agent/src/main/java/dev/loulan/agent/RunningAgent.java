package dev.loulan.agent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The process's agent, for pages and health. Any thread. */
@ApplicationScoped
public class RunningAgent {
  private volatile @Nullable Agent agent;

  void set(Agent started) {
    agent = started;
  }

  public Optional<Agent> get() {
    return Optional.ofNullable(agent);
  }
}
