package dev.loulan.agent;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** What runs once Quarkus listens: the agent, until the process is told to stop. */
public final class AgentRun implements QuarkusApplication {
  // Set by main before Quarkus makes this object; a process has one agent.
  private static volatile @Nullable AgentSettings settings;
  private static volatile int port;

  private final RunningAgent running;

  @Inject
  AgentRun(RunningAgent running) {
    this.running = running;
  }

  static void prepare(AgentSettings of, int onPort) {
    settings = of;
    port = onPort;
  }

  @Override
  public int run(String... args) throws InterruptedException {
    AgentSettings with = settings;
    if (with == null) {
      throw new IllegalStateException("main has not read the settings");
    }
    try (Agent agent = Agent.start(with, AgentRun::failed)) {
      running.set(agent, PageAccess.open(with.data(), port));
      OrderlyStop.byThisThread();
      var bridge = agent.bridgeAddress();
      System.out.println(
          "ready http://127.0.0.1:"
              + port
              + " bridge "
              + bridge.getAddress().getHostAddress()
              + ":"
              + bridge.getPort());
      System.out.flush();
      StartPages.giveBack();
      Quarkus.waitForExit();
      return agent.failure() == null ? 0 : 1;
    } catch (StartException e) {
      System.err.println(e.getMessage());
      return e.exitCode();
    }
  }

  private static void failed(String why) {
    System.err.println(why);
    Quarkus.asyncExit(1);
  }
}
