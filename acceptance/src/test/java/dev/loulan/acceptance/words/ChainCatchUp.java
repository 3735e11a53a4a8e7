package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shelf's agent and a server on the chain, as processes, while the shelf brings what it sold
 * offline; each kill waits until the ledger has grown since the last one.
 */
final class ChainCatchUp implements AutoCloseable {
  private static final int ENTRIES_A_TRANSACTION = 300;
  private static final long PATIENCE_NANOS = 180_000_000_000L;

  private final ChainNetwork network;
  private final OfflineShelf shelf;
  private final List<String> settings;
  private LiveServer server;
  private Path config;
  private Loulan.Running agent;
  private long size;

  ChainCatchUp(ChainNetwork network, OfflineShelf shelf) throws IOException, InterruptedException {
    this.network = network;
    this.shelf = shelf;
    this.settings =
        List.of(
            "loulan.server.port=" + network.sparePort(0),
            "loulan.server.device-port=" + network.sparePort(1),
            "loulan.server.ledger=fabric",
            "loulan.server.fabric=" + network.gateway("operator"),
            "loulan.server.batch-entries=" + ENTRIES_A_TRANSACTION);
    this.server = startServer();
    this.config = shelf.register(server);
    OfflineShelf.runOnce(config);
    this.size = shelf.sellForAMonth();
    this.agent = startAgent();
  }

  void killAgent() throws InterruptedException {
    long before = taken();
    await("the server takes more", () -> taken() > before || taken() >= size);
    agent.kill();
    agent.close();
    agent = startAgent();
  }

  void killServer() throws InterruptedException {
    awaitMoreOnLedger();
    server.kill();
    server.close();
    server = startServer();
  }

  /** Ends a process of the network, for good; the ledger must go on growing without it. */
  void kill(String process) throws InterruptedException {
    awaitMoreOnLedger();
    network.kill(process);
    awaitMoreOnLedger();
    assertThat(server.metric("loulan_ledger_committed_total")).as("transactions").isPositive();
  }

  void awaitAll() throws InterruptedException {
    await("everything is on the ledger", () -> onLedger() >= size);
    assertThat(server.status().at("/devices/0/obstacle").isNull())
        .as(server.status().toString())
        .isTrue();
  }

  /** A second server on the same data is refused under the first one's name, and else shares it. */
  void sharesItsDataWithAReplica() throws InterruptedException {
    Path data = shelf.folder().resolve("server");
    String own = "loulan.server.replica=";
    assertThat(LiveServer.refused(data, replica(own + "1"))).contains("Another server");
    try (LiveServer second = LiveServer.start(data, replica(own + "2"))) {
      assertThat(second.status().at("/ledger")).isEqualTo(server.status().at("/ledger"));
      assertThat(second.metric("loulan_ledger_lag_entries")).isZero();
    }
  }

  /** What Prometheus reads when all is done. */
  void figuresAreAtRest() {
    assertThat(server.metric("loulan_ledger_lag_entries")).isZero();
    assertThat(server.metric("loulan_ledger_in_flight")).isZero();
    assertThat(server.metric("loulan_ledger_resting")).isZero();
    assertThat(server.metric("loulan_ledger_stopped_devices")).isZero();
  }

  private List<String> replica(String own) {
    List<String> other = new ArrayList<>(settings.subList(2, settings.size()));
    other.add(own);
    return other;
  }

  private void awaitMoreOnLedger() throws InterruptedException {
    long before = onLedger();
    assertThat(before).as("the catch-up ended before all were killed").isLessThan(size);
    await("the ledger grows", () -> onLedger() > before);
  }

  private long taken() {
    return server.sizeOf(shelf.device());
  }

  private long onLedger() {
    JsonNode device = server.status().at("/devices/0");
    return taken() - device.required("lag").longValue();
  }

  private LiveServer startServer() throws InterruptedException {
    return LiveServer.start(shelf.folder().resolve("server"), settings);
  }

  private Loulan.Running startAgent() {
    return Loulan.word("agent", "--config", config).start();
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(String what, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    agent.close();
    server.close();
  }
}
