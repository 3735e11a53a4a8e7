package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.fabric.MortalServer;
import dev.loulan.fabric.MortalServer.End;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.Shop;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.node.Daemon;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.submission.BatchBounds;
import dev.loulan.sync.submission.SubmissionWorker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device brings what it sold in a long time, in many transactions, while processes die. */
class CatchUpTest {
  private static final BatchBounds SMALL = new BatchBounds(40, 1_000_000);
  private static final List<End> ENDS =
      List.of(End.AFTER_ENDORSEMENT, End.AFTER_SUBMIT, End.AFTER_COMMIT);
  private static final int SEGMENTS = 40;
  private static final int SENDS = 5;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  @AfterEach
  void repair() {
    SharedNetwork.get().up();
  }

  @Test
  void nothing_is_missing_or_doubled_when_server_chaincode_peer_and_orderers_die_on_the_way() {
    Network network = SharedNetwork.get();
    Layout layout = network.layout();
    List<Daemon> victims =
        List.of(
            Nodes.chaincodeDaemon(layout.peer("host")),
            Nodes.daemon(layout.peer("supplier")),
            Nodes.daemon(layout.ordererNodes().get(OrdererMetrics.leader(layout) % 4)),
            Nodes.daemon(layout.ordererNodes().get(OrdererMetrics.leader(layout) - 1)));
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, gateway, "catch-up", 1)) {
      SubmissionWorker watch = shop.worker(gateway, SMALL);
      for (Daemon victim : victims) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
          shop.sell(4);
        }
        Thread servers = Thread.ofPlatform().start(() -> runServers(shop, gateway));
        awaitProgress(shop, watch);
        victim.kill();
        awaitProgress(shop, watch);
        network.up();
        join(servers);
      }
      shop.drainAll(shop.worker(gateway));
      shop.assertBooks(List.of("operator", "host", "supplier"));
    }
  }

  /** One server process after the other, each of which ends before or after one of its sends. */
  private static void runServers(Shop shop, LedgerGateway gateway) {
    long deadline = System.nanoTime() + 240_000_000_000L;
    SubmissionWorker watch = shop.worker(gateway, SMALL);
    for (int life = 0; shop.lag(watch) > 0 && System.nanoTime() < deadline; life++) {
      try {
        End end = ENDS.get(life % ENDS.size());
        shop.worker(new MortalServer(gateway, end, SENDS), SMALL).drain();
        Nodes.pause();
      } catch (MortalServer.Ended e) {
        // The next one goes on with what the database says.
      }
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

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
