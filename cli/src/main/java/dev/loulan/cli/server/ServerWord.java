package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A word that speaks to a running server, with the options that all of them have. */
abstract class ServerWord implements Callable<Integer> {
  @Mixin private ServerOptions server;
  @Mixin private Output output;

  /** What can be checked before a server is asked; nothing by default. */
  void check() {}

  /**
   * Does it.
   *
   * @throws Failure when the server refuses or does not answer
   */
  abstract void with(AdminClient client);

  final Output output() {
    return output;
  }

  @Override
  public final Integer call() {
    check();
    try (AdminClient client = server.connect()) {
      with(client);
    }
    return 0;
  }
}
