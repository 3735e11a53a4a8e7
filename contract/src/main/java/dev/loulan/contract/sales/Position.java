package dev.loulan.contract.sales;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.merkle.TreeHash;
import java.util.Optional;

/** How far the ledger is with a device, for those who send batches. */
final class Position {
  private Position() {}

  static Json json(Device device, Optional<DeviceHead> head) {
    return new JsonObjectBuilder()
        .text("deviceId", device.deviceId())
        .textOrNull("epoch", head.map(DeviceHead::epoch))
        .integer("size", head.map(h -> h.log().size()).orElse(0L))
        .text("root", head.map(h -> h.log().root()).orElse(TreeHash.empty()).base64())
        .integer("saleNo", head.map(h -> h.counters().sales()).orElse(0L))
        .integer("sales", head.map(h -> h.totals().sales()).orElse(0L))
        .integer("reviews", head.map(h -> h.totals().reviews()).orElse(0L))
        .integer("gross", head.map(h -> h.totals().grossMinor()).orElse(0L))
        .textOrNull("lastClosedDay", head.flatMap(DeviceHead::lastClosedDay).map(BusinessDay::date))
        .build();
  }
}
