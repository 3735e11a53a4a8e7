package dev.loulan.fabric.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loulan.contract.BatchItem;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.Consortium;
import dev.loulan.contract.fixture.TestDevice;
import dev.loulan.fabric.SharedNetwork;
import dev.loulan.fabric.Shop;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.TreeHash;
import dev.loulan.sync.ledger.fabric.FabricGateway;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that lies about a device's log: each lie is refused with its code, for all to see. */
class LyingServerTest {
  private static final int SALE = 7;

  /** What the server does to an honest log of two sales, the first of which is entry 7. */
  enum Lie {
    OMITS_A_SALE(ContractCode.ENTRY),
    ALTERS_A_PRICE(ContractCode.ROOT),
    HIDES_A_SALE(ContractCode.RUNNING_NUMBER),
    HIDES_A_KEY_CHANGE(ContractCode.SIGNATURE),
    REORDERS(ContractCode.ENTRY),
    SENDS_ANOTHER_DEVICES_BATCH(ContractCode.SIGNATURE),
    SENDS_AN_OLD_CHECKPOINT(ContractCode.POSITION),
    LEAVES_A_GAP(ContractCode.POSITION),
    SENDS_A_CLONES_LOG(ContractCode.FORK);

    final ContractCode code;

    Lie(ContractCode code) {
      this.code = code;
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void is_refused_with_its_code_on_the_audit_trail_of_every_member(Lie lie) {
    try (FabricGateway gateway = SharedNetwork.gateway("operator")) {
      Consortium consortium = SharedNetwork.consortium(gateway);
      TestDevice device = new TestDevice("lie-" + lie.name().toLowerCase(java.util.Locale.ROOT));
      consortium.register(device);
      device.scan(5);
      device.sell(null, "96385074", 1, 300, "acme");
      device.scan(9);
      device.sell(null, "96385074", 2, 250, "acme");
      Reply reply = gateway.submit(Shop.SERVER, told(lie, device, consortium));
      assertThat(reply.code()).isEqualTo(lie.code);
      assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
      for (String member : List.of("operator", "host", "supplier")) {
        try (FabricGateway own = SharedNetwork.gateway(member)) {
          String trail =
              new String(
                  own.query(Shop.SERVER, ContractCalls.refusals(device.deviceId())).payload(),
                  StandardCharsets.UTF_8);
          assertThat(trail).as(member).contains(lie.code.name(), "\"submitter\":\"server\"");
        }
      }
      // The honest log is taken all the same.
      if (lie != Lie.SENDS_A_CLONES_LOG) {
        Reply honest = gateway.submit(Shop.SERVER, device.nextBatch());
        assertThat(honest.status()).isEqualTo(Reply.Status.DONE);
        assertThat(Consortium.fields(honest).integer("sales"))
            .isEqualTo(lie == Lie.HIDES_A_KEY_CHANGE ? 3 : 2);
      }
    }
  }

  private static ContractCall told(Lie lie, TestDevice device, Consortium consortium) {
    List<byte[]> leaves = device.leaves(0, device.size());
    int size = device.size();
    return switch (lie) {
      case OMITS_A_SALE -> {
        leaves.remove(SALE);
        yield batch(device, leaves, size - 1);
      }
      case ALTERS_A_PRICE -> {
        leaves.set(SALE, altered(leaves.get(SALE)));
        yield batch(device, leaves, size);
      }
      case HIDES_A_SALE -> hiding(device, leaves, SALE);
      case HIDES_A_KEY_CHANGE -> {
        device.changeKey();
        device.sell(null, "96385074", 1, 100, "acme");
        List<byte[]> longer = device.leaves(0, device.size());
        yield hiding(device, longer, size);
      }
      case REORDERS -> {
        byte[] first = leaves.get(SALE);
        leaves.set(SALE, leaves.getLast());
        leaves.set(size - 1, first);
        yield batch(device, leaves, size);
      }
      case SENDS_ANOTHER_DEVICES_BATCH -> {
        TestDevice other = new TestDevice("lie-other");
        consortium.register(other);
        other.sell(null, "96385074", 1, 300, "acme");
        yield ContractCalls.submitBatch(
            device.deviceId(),
            other.epoch(),
            0,
            other.leaves(0, other.size()),
            other.checkpoint(other.size()));
      }
      case SENDS_AN_OLD_CHECKPOINT ->
          ContractCalls.submitBatch(
              device.deviceId(), device.epoch(), 0, leaves, device.checkpoint(size - 1));
      case LEAVES_A_GAP -> device.batch(2, size);
      case SENDS_A_CLONES_LOG -> {
        consortium.submitNext(device);
        TestDevice clone = new TestDevice(device.deviceId());
        clone.scan(size - clone.size());
        yield clone.batch(0, size);
      }
    };
  }

  private static ContractCall batch(TestDevice device, List<byte[]> leaves, int size) {
    return ContractCalls.submitBatch(
        device.deviceId(), device.epoch(), 0, leaves, device.checkpoint(size));
  }

  private static ContractCall hiding(TestDevice device, List<byte[]> leaves, int hidden) {
    List<BatchItem> items = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      byte[] leaf = leaves.get(i);
      items.add(
          i == hidden
              ? new BatchItem.Hidden(0, TreeHash.leaf(leaf))
              : new BatchItem.Leaf(Bytes.of(leaf)));
    }
    return ContractCalls.submitItems(
        device.deviceId(),
        device.epoch(),
        0,
        leaves.size(),
        items,
        device.checkpoint(leaves.size()));
  }

  /** A price of 300 becomes one of 301. */
  private static byte[] altered(byte[] sale) {
    byte[] bytes = sale.clone();
    byte[] price = {0x19, 0x01, 0x2c};
    for (int i = 0; i + price.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + price.length, price, 0, price.length)) {
        bytes[i + 2]++;
        return bytes;
      }
    }
    throw new IllegalStateException("The sale does not hold the price");
  }
}
