package dev.loulan.cli.line;

import dev.loulan.cli.process.Installation;
import dev.loulan.testkit.broker.Broker;
import java.nio.file.Path;

/**
 * How a line is run.
 *
 * @param folder where everything of the run is kept
 * @param serverPort port of the page; 0 takes a free one
 */
public record LineOptions(
    Installation installation, Path folder, Broker.Choice broker, int serverPort) {

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
