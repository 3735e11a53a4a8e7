package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.fabric.CuttingProxy;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.Shop;
import dev.loulan.sync.ledger.fabric.BlockReader;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import dev.loulan.sync.ledger.fabric.FabricSettings;
import dev.loulan.sync.ledger.fabric.FabricSettings.PeerAddress;
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

  /** Enough for a block and less than the ledger, which begins with the channel's certificates. */
  private static final int CUT_AFTER = 30_000;

  private static final int CUTS = 3;

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

  @Test
  void a_stream_of_blocks_that_is_cut_goes_on_with_the_next_block()
      throws GatewayException, IOException {
    try (FabricGateway gateway = SharedNetwork.gateway("operator");
        Shop shop = new Shop(folder, gateway, "cut", 2)) {
      shop.sell(3);
      shop.drainAll(shop.worker(gateway));
      PeerAddress peer = SharedNetwork.settings("operator").peers().getFirst();
      try (CuttingProxy proxy = new CuttingProxy(peer.port(), CUT_AFTER, CUTS)) {
        PeerAddress cut = new PeerAddress(peer.mspId(), peer.host(), proxy.port(), peer.tls());
        List<SaleRow> sales = rebuilt("operator", cut);
        assertThat(proxy.left()).as("the proxy did what it was there for").isNotPositive();
        assertThat(sales.stream().filter(sale -> sale.device().startsWith("cut-"))).hasSize(6);
      }
    }
  }

  private List<SaleRow> rebuilt(String member) throws GatewayException, IOException {
    return rebuilt(member, SharedNetwork.settings(member).peers().getFirst());
  }

  private List<SaleRow> rebuilt(String member, PeerAddress from)
      throws GatewayException, IOException {
    FabricSettings settings = SharedNetwork.settings(member);
    Path model = folder.resolve(member + "-" + from.port() + ".db");
    try (PeerConnection peer = PeerConnection.open(settings, from)) {
      Rebuild.Totals totals =
          Rebuild.<GatewayException>of(
              model,
              listener -> {
                long _ = BlockReader.follow(peer, listener::accept);
              });
      assertThat(totals.sales()).isGreaterThanOrEqualTo(6);
    }
    try (SqliteFile file = SqliteFile.open(model, ReadModelSchema.migrations())) {
      return new SalesModel(file).salesAfter(Optional.empty(), 0, 100_000);
    }
  }
}
