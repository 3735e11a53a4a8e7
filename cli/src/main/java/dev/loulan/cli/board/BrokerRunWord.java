package dev.loulan.cli.board;

import dev.loulan.cli.line.BrokerWord;
import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.testkit.broker.Broker;
import dev.loulan.testkit.broker.BrokerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a broker on loopback until it is stopped; for a first shelf, or a machine without one. */
@Command(name = "broker", mixinStandardHelpOptions = true)
public final class BrokerRunWord implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "1883", descriptionKey = "broker.port")
  private int port;

  @Mixin private BrokerWord broker;
  @Mixin private Output output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireFree();
    try (Broker running =
        Broker.start(broker.choice(), Files.createTempDirectory("loulan-broker-"), port)) {
      output.line("ready " + running.uri() + " " + running.name());
      System.out.flush();
      new CountDownLatch(1).await();
    } catch (BrokerException e) {
      throw Failure.of(Failure.MACHINE, e);
    }
    return 0;
  }

  private void requireFree() {
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      output.progress(Messages.text("broker.starting", free.getLocalPort()));
    } catch (IOException e) {
      throw Failure.machine("broker.portTaken", port);
    }
  }
}
