package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.state.StateVersion;
import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.SalesFlow;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.Shop;
import dev.loulan.fabric.layout.Layout;
import dev.loulan.fabric.layout.Node;
import dev.loulan.fabric.network.NetworkStatus.NodeStatus;
import dev.loulan.provisioning.Pem;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The network changes while shelves sell. What is added stays, so this comes last. */
@Order(Integer.MAX_VALUE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworkChangeTest {
  private static final List<String> FIRST = List.of("operator", "host", "supplier");

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private static int days;

  /** A change of the network. */
  private interface Change {
    Network make(NetworkChange change);
  }

  @Test
  @Order(0)
  void the_contract_is_upgraded_while_sales_flow() {
    changeWhileSalesFlow(
        "upgrade",
        FIRST,
        change -> {
          change.upgrade();
          return SharedNetwork.get();
        });
    try (FabricGateway gateway = SharedNetwork.gateway("operator")) {
      for (var call : List.of(ContractCalls.upgradeSales(), ContractCalls.upgradeTerms())) {
        gateway.submit(Shop.SERVER, call);
        assertThat(Consortium.fields(gateway.query(Shop.SERVER, call)).integer("from"))
            .isEqualTo(StateVersion.CURRENT);
      }
    }
  }

  @Test
  @Order(1)
  void an_organisations_certificates_are_renewed_while_sales_flow() {
    Layout layout = SharedNetwork.get().layout();
    List<BigInteger> before = serials(layout, "host");
    changeWhileSalesFlow(
        "renewal",
        FIRST,
        change -> {
          change.renew("host");
          return SharedNetwork.get();
        });
    assertThat(serials(layout, "host")).doesNotContainAnyElementsOf(before);
    try (FabricGateway renewed = SharedNetwork.gateway("host")) {
      renewed.query(new Caller("reader", PartyRole.HOST), ContractCalls.parties());
    }
  }

  @Test
  @Order(2)
  void a_fifth_orderer_joins_while_sales_flow() {
    changeWhileSalesFlow("fifth", FIRST, change -> change.addOrderer("platform2"));
    NetworkStatus status = SharedNetwork.get().status();
    assertThat(status.orderers()).hasSize(5).allMatch(NodeStatus::up);
    assertThatThrownBy(() -> new NetworkChange(SharedNetwork.get()).addOrderer("platform2"))
        .isInstanceOfSatisfying(
            FabricProblem.class,
            e -> assertThat(e.kind()).isEqualTo(FabricProblem.Kind.NAME_TAKEN));
  }

  @Test
  @Order(3)
  void a_fourth_organisation_joins_while_sales_flow_and_endorses_settlements() {
    List<String> all = new ArrayList<>(FIRST);
    all.add("supplier2");
    changeWhileSalesFlow("fourth", all, change -> change.addOrganisation("supplier2"));
    assertThat(SharedNetwork.get().status().peers())
        .extracting(NodeStatus::name)
        .contains("supplier2-1");
  }

  private void changeWhileSalesFlow(String name, List<String> members, Change change) {
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, gateway, name, 3)) {
      try (SalesFlow flow = new SalesFlow(shop, shop.worker(gateway))) {
        flow.await(3);
        int before = flow.committed();
        SharedNetwork.becomes(change.make(new NetworkChange(SharedNetwork.get())));
        assertThat(flow.committed()).as("sales that went on meanwhile").isGreaterThan(before);
        flow.await(3);
        flow.finish();
      }
      shop.assertBooks(members);
      String day = "2026-04-0" + ++days;
      shop.close(day);
      shop.drainAll(shop.worker(gateway));
      shop.settle(gateway, day);
      shop.assertBooks(members);
    }
  }

  private static List<BigInteger> serials(Layout layout, String organisation) {
    return Stream.concat(
            Layout.of(organisation, layout.ordererNodes()).stream(),
            Layout.of(organisation, layout.peerNodes()).stream())
        .flatMap(NetworkChangeTest::certificates)
        .map(file -> Pem.readCertificates(Pem.read(file)).getFirst().getSerialNumber())
        .toList();
  }

  private static Stream<Path> certificates(Node node) {
    return Stream.of(node.tls().resolve("server.crt"), node.msp().resolve("signcerts/cert.pem"));
  }
}
