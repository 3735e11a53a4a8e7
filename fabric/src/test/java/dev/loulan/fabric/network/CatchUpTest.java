package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.fabric.ServerProcess;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.Shop;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.node.Daemon;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.submission.SubmissionWorker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A device brings what it sold in a long time, in many transactions, while processes are ended by
 * SIGKILL: the server with each of the network's. With {@code -Dloulan.test=long} it is a month of
 * 120,000 sales.
 */
class CatchUpTest {
  private static final boolean LONG = "long".equals(System.getProperty("loulan.test"));
  private static final int ENTRIES_A_TRANSACTION = LONG ? 3_000 : 40;
  private static final int SEGMENTS = 40;
  private static final int SALES_A_SEGMENT = LONG ? 600 : 4;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  @AfterEach
  void repair() {
    SharedNetwork.get().up();
  }

  @Test
  void nothing_is_missing_or_doubled_when_server_chaincode_peers_and_orderers_die_on_the_way() {
    Network network = SharedNetwork.get();
    Layout layout = network.layout();
    int leader = OrdererMetrics.leader(layout) - 1;
    List<Daemon> victims =
        List.of(
            Nodes.chaincodeDaemon(layout.peer("host")),
            Nodes.daemon(layout.peer("supplier")),
            Nodes.daemon(layout.peer("operator")),
            Nodes.daemon(layout.ordererNodes().get((leader + 1) % layout.ordererNodes().size())),
            Nodes.daemon(layout.ordererNodes().get(leader)));
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, gateway, "catch-up", 1)) {
      SubmissionWorker watch = shop.worker(gateway);
      for (Daemon victim : victims) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
          shop.sell(SALES_A_SEGMENT);
        }
        try (ServerProcess first = ServerProcess.start(shop, ENTRIES_A_TRANSACTION, 0)) {
          awaitProgress(shop, watch);
          first.kill();
        }
        try (ServerProcess second = ServerProcess.start(shop, ENTRIES_A_TRANSACTION, 0)) {
          awaitProgress(shop, watch);
          victim.kill();
          awaitProgress(shop, watch);
          second.kill();
        }
        network.up();
      }
      shop.drainAll(watch);
      System.out.printf("Caught up with %d sales%n", victims.size() * SEGMENTS * SALES_A_SEGMENT);
      shop.assertBooks(List.of("operator", "host", "supplier"));
    }
  }

  /** Until something more is on the ledger, or everything. */
  private static void awaitProgress(Shop shop, SubmissionWorker worker) {
    long before = shop.lag(worker);
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (before > 0 && shop.lag(worker) >= before && System.nanoTime() < deadline) {
      Nodes.pause();
    }
    assertThat(before == 0 || shop.lag(worker) < before).as("batches go on").isTrue();
  }
}
