package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shelf's agent and a server on the chain, as processes, while the shelf brings what it sold
 * offline. Each kill comes when the ledger has grown since the last one and is still behind; where
 * it was too quick for that, the shelf sells more.
 */
final class ChainCatchUp implements AutoCloseable {
  private static final int ENTRIES_A_TRANSACTION = 300;
  private static final int SALES_MORE = 2_000;
  private static final int SALES_WHILE_DOWN = 10;
  private static final String LAG = "loulan_ledger_lag_entries";
  private static final String IN_FLIGHT = "loulan_ledger_in_flight";
  private static final String STOPPED = "loulan_ledger_stopped_devices";
  private static final int MOST_TRIES = 10;
  private static final long PATIENCE_NANOS = 180_000_000_000L;
  private static final int PORTS = 2;

  private final ChainNetwork network;
  private final OfflineShelf shelf;
  private final List<String> settings;
  private LiveServer server;
  private final Path config;
  private Loulan.Running agent;
  private long sold;

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
    var _ = shelf.sellForAMonth();
    this.sold = shelf.sales();
    this.agent = startAgent();
  }

  void killAgent() throws InterruptedException {
    onTheWay(this::endAgent);
    agent = startAgent();
  }

  void killServer() throws InterruptedException {
    onTheWay(() -> {
      server.kill();
      server.close();
    });
    server = startServer();
  }

  /** Ends a process of the network, for good; the ledger must go on growing without it. */
  void kill(String process) throws InterruptedException {
    onTheWay(() -> network.kill(process));
    awaitGrowth();
  }

  /**
   * Until everything is on the ledger, however long it takes, as long as the ledger grows.
   *
   * @return how many sales that are
   */
  long awaitAll() throws InterruptedException {
    while (!isDone()) {
      awaitGrowth();
    }
    assertThat(device().required("obstacle").isNull()).as(device().toString()).isTrue();
    return sold;
  }

  /** What Prometheus reads while the shelf's entries are on their way. */
  void figuresTellWhatIsUnderWay() throws InterruptedException {
    onTheWay(() -> assertThat(server.metric(LAG)).isPositive());
    boolean seen = false;
    for (int tries = 0; tries < MOST_TRIES && !seen; tries++) {
      if (isDone()) {
        sellMore();
      }
      await("a transaction is on its way", () -> server.metric(IN_FLIGHT) > 0 || isDone());
      seen = !isDone();
    }
    assertThat(seen).as("a transaction was on its way").isTrue();
  }

  /** The gateway's own peer died, so another was taken. */
  void figuresTellOfTheFailOver() {
    assertThat(server.metric("loulan_ledger_fail_overs_total")).isPositive();
  }

  /** The shelf sells while no part of the network answers. */
  void figuresTellOfTheFailure() throws InterruptedException {
    sellMore(SALES_WHILE_DOWN);
    await("a failure is told", () -> server.metric("loulan_ledger_failed_total") > 0);
    await("the device is told of", () -> server.metric(STOPPED) > 0);
    assertThat(server.metric(LAG)).isPositive();
    assertThat(server.metric(IN_FLIGHT)).isZero();
    JsonNode status = server.status();
    assertThat(status.required("ledger").isNull()).as(status.toString()).isTrue();
    assertThat(status.at("/alerts/0").textValue()).contains("The ledger did not answer");
    assertThat(status.at("/devices/0/obstacle").textValue()).isNotBlank();
  }

  /** What Prometheus reads when all is done. */
  void figuresAreAtRest() {
    assertThat(server.metric(LAG)).isZero();
    assertThat(server.metric(IN_FLIGHT)).isZero();
    assertThat(server.metric("loulan_ledger_resting")).isZero();
    assertThat(server.metric(STOPPED)).isZero();
  }

  /** A second server on the same data is refused under the first one's name, and else shares it. */
  void sharesItsDataWithAReplica() throws InterruptedException {
    Path data = shelf.folder().resolve("server");
    assertThat(LiveServer.refused(data, replica("1"))).contains("Another server");
    try (LiveServer second = LiveServer.start(data, replica("2"))) {
      assertThat(second.status().at("/ledger")).isEqualTo(server.status().at("/ledger"));
      assertThat(second.metric(LAG)).isZero();
    }
  }

  private List<String> replica(String name) {
    List<String> other = new ArrayList<>(settings.subList(PORTS, settings.size()));
    other.add("loulan.server.replica=" + name);
    return other;
  }

  private void onTheWay(Runnable kill) throws InterruptedException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      if (isDone()) {
        sellMore();
      }
      awaitGrowth();
      if (!isDone()) {
        kill.run();
        return;
      }
    }
    throw new AssertionError("the catch-up always ended before anything was killed");
  }

  private void sellMore() {
    sellMore(SALES_MORE);
  }

  private void sellMore(int sales) {
    try {
      endAgent();
      shelf.sellMore(sales);
      sold += sales;
      agent = startAgent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endAgent() {
    agent.kill();
    agent.close();
  }

  private void awaitGrowth() throws InterruptedException {
    double before = server.metric("loulan_ledger_committed_total");
    await(
        "the ledger grows",
        () -> server.metric("loulan_ledger_committed_total") > before || isDone());
  }

  private boolean isDone() {
    JsonNode status = server.status();
    return status.at("/ledger/sales").longValue() == sold
        && status.at("/devices/0/lag").longValue() == 0;
  }

  private JsonNode device() {
    return server.status().at("/devices/0");
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
