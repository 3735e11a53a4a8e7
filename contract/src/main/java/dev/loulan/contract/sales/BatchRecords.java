package dev.loulan.contract.sales;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;

/** Writes what a batch leaves on the ledger, under keys of its own device only. */
final class BatchRecords {
  private BatchRecords() {}

  static void store(
      StatePort state, Device device, Batch batch, EntryReplay replay, DeviceHead head) {
    LogState after = head.state();
    Json.Obj summary = summary(batch, replay, after);
    state.put(SalesKeys.batch(batch.deviceId(), batch.epoch(), batch.from()), summary.canonical());
    state.putPrivate(
        Documents.TRADE,
        SalesKeys.batch(batch.deviceId(), batch.epoch(), batch.from()),
        BatchContent.encode(device.shelf(), batch.items()));
    state.put(
        SalesKeys.state(batch.deviceId(), batch.epoch(), batch.to()), after.json().canonical());
    for (ClosedDay day : replay.closedDays()) {
      state.put(SalesKeys.day(day.day(), day.deviceId()), day.json().canonical());
      state.emit("DayClosed", day.json().canonical());
    }
    state.put(SalesKeys.head(batch.deviceId()), head.json().canonical());
    state.emit("BatchAccepted", summary.canonical());
  }

  static Json refusal(Batch batch, ContractCode code, String what) {
    return new JsonObjectBuilder()
        .text("batchId", batch.batchId())
        .text("code", code.name())
        .text("what", what)
        .text("submitter", batch.submitter().partyId())
        .build();
  }

  private static Json.Obj summary(Batch batch, EntryReplay replay, LogState after) {
    return new JsonObjectBuilder()
        .text("batchId", batch.batchId())
        .text("deviceId", batch.deviceId())
        .text("epoch", batch.epoch())
        .integer("from", batch.from())
        .integer("to", batch.to())
        .text("root", after.root().base64())
        .text("checkpoint", batch.checkpoint())
        .integer("sales", replay.sales())
        .integer("reviews", replay.reviews())
        .integer("gross", replay.grossMinor())
        .build();
  }
}
