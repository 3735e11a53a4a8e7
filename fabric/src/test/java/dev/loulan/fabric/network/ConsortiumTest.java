package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Fields;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.network.NetworkStatus.NodeStatus;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsortiumTest {
  private static final String GTIN = "96385074";

  @SuppressWarnings("NullAway.Init") // opened before all tests
  private static FabricGateway gateway;

  @SuppressWarnings("NullAway.Init")
  private static Consortium consortium;

  @BeforeAll
  static void found() {
    gateway = SharedNetwork.gateway("operator");
    consortium = SharedNetwork.consortium(gateway);
  }

  @AfterAll
  static void close() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void a_sale_lands_on_all_three_peers_and_is_settled_by_all_three() {
    TestDevice device = new TestDevice("chain-1");
    consortium.register(device);
    device.sell(null, GTIN, 1, 300, "acme");
    String second = device.sell(null, GTIN, 2, 250, "acme");
    device.closeDay("2026-03-01", "2026-03-01");
    consortium.submitNext(device);
    BusinessDay day = new BusinessDay("2026-03-01");
    Reply settled =
        gateway.submit(consortium.host.caller(), ContractCalls.settleDay(day, Consortium.USD));
    assertThat(Consortium.fields(settled).integer("gross")).isEqualTo(800);
    Reply again =
        gateway.submit(consortium.host.caller(), ContractCalls.settleDay(day, Consortium.USD));
    assertThat(again.payload()).isEqualTo(settled.payload());
    for (String organisation : List.of("operator", "host", "supplier")) {
      try (FabricGateway own = SharedNetwork.gateway(organisation)) {
        Fields sale =
            Consortium.fields(
                own.query(new Caller("reader", PartyRole.HOST), ContractCalls.sale(second)));
        assertThat(sale.integer("gross")).as(organisation).isEqualTo(500);
      }
    }
  }

  @Test
  void whoever_listens_at_a_peer_hears_what_the_contract_announces() throws GatewayException {
    TestDevice device = new TestDevice("chain-events");
    consortium.register(device);
    device.sell(null, GTIN, 1, 300, "acme");
    FabricSettings settings = SharedNetwork.settings("host");
    try (PeerConnection peer = PeerConnection.open(settings, settings.peers().getFirst());
        CloseableIterator<ChaincodeEvent> events =
            peer.network()
                .newChaincodeEventsRequest("sales")
                .startBlock(peer.height())
                .build()
                .getEvents(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))) {
      consortium.submitNext(device);
      String heard = "";
      while (!heard.contains("chain-events")) {
        heard = new String(events.next().getPayload(), StandardCharsets.UTF_8);
      }
      assertThat(heard).contains("BatchAccepted");
    }
  }

  @Test
  void an_error_of_the_contract_reaches_the_caller_with_its_code() {
    assertThatThrownBy(() ->
            gateway.query(consortium.host.caller(), ContractCalls.devicePosition("no-such-device")))
        .isInstanceOfSatisfying(
            ContractException.class,
            e -> assertThat(e.code()).isEqualTo(ContractCode.UNKNOWN_DEVICE));
    assertThatThrownBy(() ->
            gateway.submit(consortium.host.caller(), ContractCalls.revokeDevice("no-such-device")))
        .isInstanceOfSatisfying(
            ContractException.class,
            e -> assertThat(e.code()).isEqualTo(ContractCode.UNKNOWN_DEVICE));
  }

  @Test
  void the_role_is_that_of_the_certificate_whatever_the_caller_says() {
    TestDevice device = new TestDevice("chain-role");
    try (FabricGateway supplier = SharedNetwork.gateway("supplier")) {
      assertThatThrownBy(() ->
              supplier.submit(
                  consortium.operator.caller(),
                  ContractCalls.registerDevice(device.registration("s1", "op", "USD"))))
          .isInstanceOfSatisfying(
              ContractException.class,
              e -> assertThat(e.code()).isEqualTo(ContractCode.NOT_AUTHORISED));
    }
  }

  @Test
  void the_state_shows_all_orderers_and_peers_with_their_heights() {
    NetworkStatus status = SharedNetwork.get().status();
    assertThat(status.ready()).isTrue();
    assertThat(status.orderers()).hasSize(4).allMatch(NodeStatus::up);
    assertThat(status.peers())
        .extracting(NodeStatus::name)
        .containsExactly("operator-1", "host-1", "supplier-1");
    assertThat(status.peers()).allMatch(peer -> peer.height().orElse(0) > 5);
  }
}
