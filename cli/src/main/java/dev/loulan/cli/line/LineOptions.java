package dev.loulan.cli.line;

import dev.loulan.cli.process.Installation;
import dev.loulan.testkit.broker.Broker;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a line is run.
 *
 * @param folder where everything of the run is kept
 * @param serverPort port of the page; 0 takes a free one
 * @param fabric how the server reaches a consortium chain; none for the embedded ledger
 */
public record LineOptions(
    Installation installation,
    Path folder,
    Broker.Choice broker,
    int serverPort,
    Optional<Path> fabric) {

  /** A line on the embedded ledger. */
  public LineOptions(Installation installation, Path folder, Broker.Choice broker, int serverPort) {
    this(installation, folder, broker, serverPort, Optional.empty());
  }

  Path server() {
    return folder.resolve("server");
  }

  /** Where the agent keeps its journal and evidence. */
  public Path agent() {
    return folder.resolve("agent");
  }

  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  Path config(String name) {
    return folder.resolve(name + ".properties");
  }
}
