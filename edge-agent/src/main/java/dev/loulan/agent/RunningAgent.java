package dev.loulan.agent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The process's agent, for pages and health. Any thread. */
@ApplicationScoped
public class RunningAgent {
  private volatile @Nullable Agent agent;
  private volatile @Nullable PageAccess access;

  void set(Agent started, PageAccess with) {
    access = with;
    agent = started;
  }

  /** What lets somebody act on the page. */
  public Optional<PageAccess> access() {
    return Optional.ofNullable(access);
  }

  public Optional<Agent> get() {
    return Optional.ofNullable(agent);
  }
}
