package dev.loulan.testkit.broker;

import dev.loulan.needs.Needs;
import java.nio.file.Path;

/** Starts a broker for a test; one that is not installed is a skip, but a failure in CI. */
public final class RequiredBroker {

  private RequiredBroker() {}

  /** As {@link Broker#start(Broker.Choice, Path, int)}. */
  public static Broker start(Broker.Choice choice, Path workDir, int port)
      throws BrokerException, InterruptedException {
    try {
      return Broker.start(choice, workDir, port);
    } catch (BrokerException e) {
      Needs.that(
          e.problem() != BrokerException.Problem.NOT_INSTALLED, String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
