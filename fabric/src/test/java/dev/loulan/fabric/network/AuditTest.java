package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.Definition;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.domain.BusinessDay;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.sync.audit.Audit;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.fabric.BlockReader;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import dev.loulan.sync.publicstate.PublicState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.client.GatewayException;
import org.junit.jupiter.api.Test;

class AuditTest {
  @Test
  void every_member_recomputes_the_balances_from_the_blocks_of_its_own_peer()
      throws GatewayException {
    try (FabricGateway gateway = SharedNetwork.gateway("operator")) {
      Consortium consortium = SharedNetwork.consortium(gateway);
      TestDevice device = new TestDevice("audit-1");
      consortium.register(device);
      device.sell(null, "96385074", 1, 300, "acme");
      device.closeDay("2026-03-21", "2026-03-21");
      consortium.submitNext(device);
      gateway.submit(
          consortium.host.caller(),
          ContractCalls.settleDay(new BusinessDay("2026-03-21"), Consortium.USD));
      for (String member : List.of("operator", "host", "supplier")) {
        Audit audit = Audit.of(blocks(member), Map.of("operator", gateway));
        assertThat(audit.differences()).as(member).isEmpty();
        assertThat(audit.balances()).containsKey("USD/supplier/acme");
      }
    }
  }

  @Test
  void a_changed_statement_and_a_missing_batch_are_named() throws GatewayException {
    try (FabricGateway gateway = SharedNetwork.gateway("operator")) {
      Consortium consortium = SharedNetwork.consortium(gateway);
      TestDevice device = new TestDevice("audit-2");
      consortium.register(device);
      device.sell(null, "96385074", 1, 300, "acme");
      device.closeDay("2026-03-22", "2026-03-22");
      consortium.submitNext(device);
      gateway.submit(
          consortium.host.caller(),
          ContractCalls.settleDay(new BusinessDay("2026-03-22"), Consortium.USD));
      PublicState state = blocks("host");
      state.delete(Definition.SALES, "batch/audit-2/" + device.epoch() + "/0000000000000000");
      state.put(
          Definition.TERMS,
          "delta/USD/supplier/acme/2026-03-22/0000000000000009",
          "{\"party\":\"supplier\",\"partyId\":\"acme\",\"amount\":1}"
              .getBytes(StandardCharsets.UTF_8));
      Map<String, LedgerGateway> nobody = Map.of();
      assertThat(Audit.of(state, nobody).differences())
          .hasSize(2)
          .anyMatch(what -> what.contains("audit-2"))
          .anyMatch(what -> what.contains("postings"));
    }
  }

  private static PublicState blocks(String member) throws GatewayException {
    FabricSettings settings = SharedNetwork.settings(member);
    try (PeerConnection peer = PeerConnection.open(settings, settings.peers().getFirst())) {
      return BlockReader.read(peer);
    }
  }
}
