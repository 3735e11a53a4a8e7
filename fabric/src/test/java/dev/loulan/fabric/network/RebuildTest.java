package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.Shop;
import dev.loulan.sync.ledger.fabric.BlockReader;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.PeerConnection;
import dev.loulan.sync.readmodel.ReadModelSchema;
import dev.loulan.sync.readmodel.Rebuild;
import dev.loulan.sync.readmodel.SalesModel;
import dev.loulan.sync.readmodel.SalesModel.SaleRow;
import dev.loulan.sync.store.SqliteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.client.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
  private static final String DAY = "2026-03-23";

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  @Test
  void every_member_makes_the_read_model_from_the_blocks_of_its_own_peer()
      throws GatewayException, IOException {
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, gateway, "rebuild", 2)) {
      shop.sell(3);
      shop.close(DAY);
      shop.sell(1);
      shop.drainAll(shop.worker(gateway));
      shop.assertBooks(List.of("operator", "host", "supplier"));
      List<String> devices = shop.devices().stream().map(TestDevice::deviceId).toList();
      for (String member : List.of("operator", "host", "supplier")) {
        List<SaleRow> sales =
            rebuilt(member).stream().filter(sale -> devices.contains(sale.device())).toList();
        assertThat(sales).as(member).hasSize(8);
        assertThat(sales.stream().mapToLong(SaleRow::grossMinor).sum()).isEqualTo(8 * 300);
        assertThat(sales.stream().filter(sale -> sale.day().equals(Optional.of(DAY)))).hasSize(6);
        assertThat(sales).allMatch(sale -> sale.currency().equals("USD"));
      }
    }
  }

  private List<SaleRow> rebuilt(String member) throws GatewayException, IOException {
    FabricSettings settings = SharedNetwork.settings(member);
    Path model = folder.resolve(member + ".db");
    try (PeerConnection peer = PeerConnection.open(settings, settings.peers().getFirst())) {
      Rebuild.Totals totals =
          Rebuild.<GatewayException>of(
              model,
              listener -> {
                long _ = BlockReader.follow(peer, 60, listener::accept);
              });
      assertThat(totals.sales()).isGreaterThanOrEqualTo(8);
    }
    try (SqliteFile file = SqliteFile.open(model, ReadModelSchema.migrations())) {
      return new SalesModel(file).salesAfter(Optional.empty(), 0, 100_000);
    }
  }
}
