package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.fabric.GatewayProxy;
import dev.loulan.fabric.GatewayProxy.Trick;
import dev.loulan.fabric.ServerProcess;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.Shop;
import dev.loulan.needs.FreePorts;
import dev.loulan.sync.ledger.LedgerUnavailableException;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
import dev.loulan.sync.submission.SubmissionWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens to requests and replies, each batch is on the ledger once. */
class OutcomeTest {
  private static final List<String> ALL = List.of("operator", "host", "supplier");

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "Submit, LOSE_REPLY", "Submit, DELAY_REPLY", "Submit, DOUBLE",
    "CommitStatus, LOSE_REPLY", "CommitStatus, DELAY_REPLY", "CommitStatus, DOUBLE",
    "Endorse, LOSE_REPLY", "Endorse, DOUBLE"
  })
  void a_reply_that_is_lost_late_or_doubled_loses_and_doubles_nothing(String method, Trick trick) {
    FabricSettings settings =
        SharedNetwork.settings("operator").withDeadline(Duration.ofSeconds(4));
    String name =
        "proxy-" + method.toLowerCase(Locale.ROOT) + "-" + trick.name().toLowerCase(Locale.ROOT);
    try (FabricGateway direct = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, direct, name, 2);
        GatewayProxy proxy =
            new GatewayProxy(
                SharedNetwork.get().layout().peer("operator"), method, trick, 1, 6_000);
        FabricGateway gateway =
            FabricGateway.open(
                settings.withPeers(first(proxy.address(), settings)), InstantSource.system())) {
      shop.sell(3);
      shop.drainAll(shop.worker(gateway));
      assertThat(proxy.left()).as("the proxy did what it was there for").isZero();
      shop.assertBooks(ALL);
    }
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "Submit, HOLD_REQUEST", "Submit, HOLD_REPLY",
    "CommitStatus, HOLD_REQUEST", "CommitStatus, HOLD_REPLY"
  })
  void a_server_that_is_killed_before_or_after_any_of_its_calls_goes_on_with_that_transaction(
      String method, Trick trick) {
    String name =
        "end-" + method.toLowerCase(Locale.ROOT) + "-" + trick.name().toLowerCase(Locale.ROOT);
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, gateway, name, 2);
        GatewayProxy proxy =
            new GatewayProxy(SharedNetwork.get().layout().peer("operator"), method, trick, 2, 0)) {
      shop.sell(3);
      try (ServerProcess server = ServerProcess.start(shop, 1_000, proxy.address().port())) {
        proxy.awaitHeld();
        server.kill();
      }
      SubmissionWorker next = shop.worker(gateway);
      assertThat(shop.lag(next)).as("the server does not know").isPositive();
      shop.sell(2);
      shop.drainAll(next);
      shop.assertBooks(ALL);
    }
  }

  @Test
  void of_two_transactions_for_one_batch_one_is_void_and_the_batch_counts_once() {
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, gateway, "void", 1)) {
      shop.sell(2);
      TestDevice device = shop.devices().getFirst();
      Prepared first = gateway.prepare(Shop.SERVER, device.batch(0, device.size()));
      Prepared second = gateway.prepare(Shop.SERVER, device.batch(0, device.size()));
      assertThat(gateway.send(first)).isInstanceOf(SubmitOutcome.Committed.class);
      assertThat(gateway.send(second)).isInstanceOf(SubmitOutcome.Invalid.class);
      assertThat(gateway.recover(second)).isInstanceOf(SubmitOutcome.Invalid.class);
      assertThat(gateway.recover(first)).isInstanceOf(SubmitOutcome.Committed.class);
      assertThat(gateway.send(first))
          .as("the same again")
          .isInstanceOf(SubmitOutcome.Committed.class);
      assertThat(gateway.figures().invalid()).isEqualTo(1);
      shop.sell(1);
      shop.drainAll(shop.worker(gateway));
      shop.assertBooks(ALL);
    }
  }

  @Test
  void a_ledger_of_which_no_peer_answers_is_left_alone_for_a_while_and_the_figures_tell_it() {
    FabricSettings settings = SharedNetwork.settings("operator");
    PeerAddress peer = settings.peers().getFirst();
    PeerAddress nobody = new PeerAddress(peer.mspId(), peer.host(), FreePorts.first(0), peer.tls());
    try (FabricGateway gateway =
        FabricGateway.open(settings.withPeers(List.of(nobody)), () -> Instant.EPOCH)) {
      for (int i = 0; i < 7; i++) {
        assertThatThrownBy(() -> gateway.query(Shop.SERVER, ContractCalls.parties()))
            .isInstanceOf(LedgerUnavailableException.class);
      }
      assertThat(gateway.isResting()).isTrue();
      assertThat(gateway.figures().failed()).as("the sixth was not called").isEqualTo(5);
      assertThat(gateway.figures().failOvers()).isZero();
    }
  }

  @Test
  void replicas_share_the_devices_and_one_takes_over_what_a_killed_one_had() {
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, gateway, "replicas", 4);
        GatewayProxy proxy =
            new GatewayProxy(
                SharedNetwork.get().layout().peer("operator"),
                "Submit",
                Trick.HOLD_REQUEST,
                2,
                0)) {
      shop.sell(3);
      SubmissionWorker second = shop.replica(gateway, "replica-2", Duration.ZERO);
      try (ServerProcess first = ServerProcess.start(shop, 1_000, proxy.address().port())) {
        proxy.awaitHeld();
        assertThat(second.drain()).as("the first has at most two of four").isBetween(2, 3);
        assertThat(shop.lag(second)).as("what the first has").isPositive();
        assertThat(second.drain()).isZero();
        first.kill();
      }
      assertThat(second.drain()).as("the first may still be at work").isZero();
      shop.sell(1);
      shop.drainAll(shop.replica(gateway, "replica-2", Duration.ofMinutes(6)));
      shop.assertBooks(ALL);
    }
  }

  private static List<PeerAddress> first(PeerAddress proxy, FabricSettings settings) {
    List<PeerAddress> peers = new ArrayList<>(settings.peers());
    peers.set(0, proxy);
    return peers;
  }
}
