package dev.loulan.cli.line;

import dev.loulan.testkit.broker.Broker;
import picocli.CommandLine.Option;

/** Which broker a line uses. */
public final class BrokerWord {
  /** As written on the command line. */
  // Lower case, because these are the words of the command line.
  @SuppressWarnings("ConstantCaseForConstants")
  enum Name {
    auto,
    embedded,
    mosquitto
  }

  @Option(names = "--broker", defaultValue = "auto", descriptionKey = "option.broker")
  private Name name;

  /** The broker that was asked for. */
  public Broker.Choice choice() {
    return switch (name) {
      case auto -> Broker.Choice.AUTO;
      case embedded -> Broker.Choice.EMBEDDED;
      case mosquitto -> Broker.Choice.MOSQUITTO;
    };
  }
}
