package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.fabric.GatewayProxy;
import dev.loulan.fabric.GatewayProxy.Trick;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.Shop;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.node.Nodes;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
import dev.loulan.sync.submission.SubmissionWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes of the network are ended by SIGKILL while shelves sell. */
@SuppressWarnings("NullAway.Init") // set before each test
class FaultsTest {
  private static final List<String> ALL = List.of("operator", "host", "supplier");

  @TempDir Path folder;

  private Network network;
  private Layout layout;
  private FabricGateway gateway;

  @BeforeEach
  void open() {
    network = SharedNetwork.get();
    layout = network.layout();
    gateway = SharedNetwork.gateway("operator");
  }

  /** Everything runs again before the next test, whatever became of this one. */
  @AfterEach
  void repair() {
    if (gateway != null) {
      gateway.close();
      network.up();
    }
  }

  @Test
  void a_follower_that_dies_stops_nothing_and_catches_up() {
    try (Shop shop = new Shop(folder, gateway, "follower", 3)) {
      SubmissionWorker worker = shop.worker(gateway);
      Node follower = orderer(3);
      shop.sell(2);
      shop.drainAll(worker);
      Nodes.daemon(follower).kill();
      shop.sell(2);
      shop.drainAll(worker);
      network.nodes().start(layout, follower);
      shop.sell(1);
      shop.drainAll(worker);
      shop.assertBooks(ALL);
      awaitEqualHeights();
    }
  }

  @Test
  void the_leader_dies_and_another_takes_over() {
    try (Shop shop = new Shop(folder, gateway, "leader", 3)) {
      SubmissionWorker worker = shop.worker(gateway);
      shop.sell(2);
      Nodes.daemon(leader()).kill();
      shop.drainAll(worker);
      shop.sell(2);
      shop.drainAll(worker);
      shop.assertBooks(ALL);
    }
  }

  @Test
  void without_two_of_four_orderers_nothing_commits_and_afterwards_everything_once() {
    try (Shop shop = new Shop(folder, gateway, "two-of-four", 2);
        FabricGateway impatient =
            FabricGateway.open(
                SharedNetwork.settings("operator").withDeadline(Duration.ofSeconds(3)),
                InstantSource.system())) {
      shop.sell(2);
      Nodes.daemon(orderer(2)).kill();
      Nodes.daemon(orderer(3)).kill();
      SubmissionWorker worker = shop.worker(impatient);
      CompletableFuture<Integer> drained = CompletableFuture.supplyAsync(worker::drain);
      while (impatient.figures().inFlight() == 0 && !drained.isDone()) {
        Nodes.pause();
      }
      assertThat(impatient.figures().inFlight()).isPositive();
      assertThat(drained.join()).isZero();
      assertThat(impatient.figures().inFlight()).isZero();
      assertThat(impatient.figures().unknown()).isPositive();
      assertThat(shop.lag(worker)).isPositive();
      network.nodes().start(layout, orderer(2));
      network.nodes().start(layout, orderer(3));
      shop.sell(1);
      shop.drainAll(shop.worker(gateway));
      shop.assertBooks(ALL);
    }
  }

  @Test
  void without_one_peer_batches_go_on_and_settlement_waits() {
    try (Shop shop = new Shop(folder, gateway, "peer", 2)) {
      SubmissionWorker worker = shop.worker(gateway);
      Node peer = layout.peer("supplier");
      Nodes.daemon(peer).kill();
      shop.sell(2);
      shop.close("2026-03-09");
      shop.drainAll(worker);
      assertThatThrownBy(() -> settle("2026-03-09")).isInstanceOf(LedgerUnavailableException.class);
      shop.assertBooks(List.of("operator", "host"));
      network.up();
      assertThat(settle("2026-03-09").integer("gross")).isEqualTo(2 * 2 * 300);
      shop.assertBooks(ALL);
    }
  }

  @ParameterizedTest
  @CsvSource({"host, 2026-03-10", "operator, 2026-03-11"})
  void without_one_chaincode_server_even_the_gateways_own_batches_go_on_and_settlement_waits(
      String organisation, String day) {
    try (Shop shop = new Shop(folder, gateway, "chaincode-" + organisation, 2)) {
      SubmissionWorker worker = shop.worker(gateway);
      Nodes.chaincodeDaemon(layout.peer(organisation)).kill();
      shop.sell(2);
      shop.close(day);
      shop.drainAll(worker);
      assertThatThrownBy(() -> settle(day)).isInstanceOf(LedgerUnavailableException.class);
      network.up();
      assertThat(settle(day).integer("gross")).isEqualTo(2 * 2 * 300);
      shop.sell(1);
      shop.drainAll(worker);
      shop.assertBooks(ALL);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HOLD_REQUEST", "HOLD_REPLY"})
  void the_gateways_peer_dies_in_the_middle_of_a_submit_and_another_takes_its_place(Trick trick) {
    Node peer = layout.peer("operator");
    FabricSettings settings = SharedNetwork.settings("operator");
    List<PeerAddress> peers = new ArrayList<>(settings.peers());
    String name = "gateway-peer-" + trick.name().toLowerCase(Locale.ROOT);
    try (Shop shop = new Shop(folder, gateway, name, 1);
        GatewayProxy proxy = new GatewayProxy(peer, "Submit", trick, 1, 0)) {
      peers.set(0, proxy.address());
      try (FabricGateway over =
          FabricGateway.open(settings.withPeers(peers), InstantSource.system())) {
        var device = shop.devices().getFirst();
        shop.sell(2);
        Prepared prepared = over.prepare(Shop.SERVER, device.batch(0, device.size()));
        Thread killer =
            Thread.ofPlatform()
                .start(() -> {
                  proxy.awaitHeld();
                  Nodes.daemon(peer).kill();
                  proxy.release();
                });
        assertThat(over.send(prepared)).isInstanceOf(SubmitOutcome.Committed.class);
        join(killer);
        assertThat(over.figures().failOvers()).isPositive();
      }
      shop.drainAll(shop.worker(gateway));
      shop.assertBooks(List.of("host", "supplier"));
      network.up();
      shop.assertBooks(ALL);
    }
  }

  private Fields settle(String day) {
    return Consortium.fields(
        gateway.submit(Shop.SERVER, ContractCalls.settleDay(new BusinessDay(day), Consortium.USD)));
  }

  private Node orderer(int index) {
    return layout.ordererNodes().get(index);
  }

  private Node leader() {
    return layout.ordererNodes().get(OrdererMetrics.leader(layout) - 1);
  }

  private void awaitEqualHeights() {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (heights().distinct().count() > 1 && System.nanoTime() < deadline) {
      Nodes.pause();
    }
    assertThat(heights().distinct()).hasSize(1);
  }

  private java.util.stream.Stream<Long> heights() {
    return layout.ordererNodes().stream().map(node -> new OrdererAdmin(node).height().orElse(-1));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
