package dev.loulan.fabric;

import dev.loulan.fabric.layout.Layout;
import dev.loulan.sync.intake.IntakeFixture;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
import dev.loulan.sync.submission.BatchBounds;
import dev.loulan.sync.submission.SubmissionWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The part of a server that brings an intake's entries to the channel, as a process of its own,
 * which can be ended by its id. {@code ServerProcess DATABASE GATEWAY-FILE ENTRIES PORT}: so many
 * entries go into a transaction at most; through a proxy at the port, if it is not 0.
 */
public final class ServerProcess implements AutoCloseable {
  private static final int DEVICES_AT_ONCE = 2;

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts one that works on the shop's intake. */
  public static ServerProcess start(Shop shop, int entries, int proxyPort) {
    Layout layout = SharedNetwork.get().layout();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ServerProcess.class.getName(),
            shop.file().toString(),
            layout.gateway("operator").toString(),
            Integer.toString(entries),
            Integer.toString(proxyPort));
    try {
      return new ServerProcess(new ProcessBuilder(command).inheritIO().start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String... args) throws InterruptedException {
    FabricSettings settings =
        FabricSettings.read(Path.of(args[1])).withDeadline(Duration.ofSeconds(15));
    int port = Integer.parseInt(args[3]);
    List<PeerAddress> peers = new ArrayList<>(settings.peers());
    if (port > 0) {
      PeerAddress first = peers.getFirst();
      peers.set(0, new PeerAddress(first.mspId(), first.host(), port, first.tls()));
    }
    try (IntakeFixture intake = new IntakeFixture(Path.of(args[0]), true);
        FabricGateway gateway =
            FabricGateway.open(settings.withPeers(peers), InstantSource.system())) {
      SubmissionWorker worker =
          new SubmissionWorker(
              intake.store,
              gateway,
              Shop.SERVER,
              Shop.SERVER.partyId(),
              new BatchBounds(Integer.parseInt(args[2]), 1_000_000),
              DEVICES_AT_ONCE);
      while (true) {
        worker.drain();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /** Ends it as a power cut would. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
