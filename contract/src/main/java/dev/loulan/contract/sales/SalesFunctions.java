package dev.loulan.contract.sales;

import dev.loulan.contract.BatchItem;
import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;
import dev.loulan.contract.StatePort;
import dev.loulan.contract.state.Arguments;
import dev.loulan.contract.state.Documents;
import dev.loulan.domain.json.Json;
import java.util.Map;

/** The functions of the definition {@code sales}, one method each. */
public final class SalesFunctions {
  private SalesFunctions() {}

  public static Json configure(StatePort state, Caller caller, Arguments args) {
    return Devices.configure(state, caller, args.document(0));
  }

  public static Json registerDevice(StatePort state, Caller caller, Arguments args) {
    return Devices.register(state, caller, args.document(0));
  }

  public static Json revokeDevice(StatePort state, Caller caller, Arguments args) {
    return Devices.revoke(state, caller, args.id(0, "device"));
  }

  /** Verifies a batch; a batch that fails leaves a refusal record and is no error. */
  public static Reply submitBatch(
      StatePort state, Caller caller, Arguments args, Map<String, byte[]> transientData) {
    byte[] items = transientData.getOrDefault(ContractCalls.ITEMS, new byte[0]);
    Device device = Devices.require(state, args.id(0, "device"));
    Batch batch =
        new Batch(
            device.deviceId(),
            epoch(args),
            args.number(2),
            args.number(3),
            args.text(4),
            BatchItem.decode(items),
            caller);
    try {
      return Reply.done(Batches.submit(state, device, batch).canonical());
    } catch (Refusal refusal) {
      Json record = BatchRecords.refusal(batch, refusal.code(), refusal.what());
      String digest = batch.digest(items);
      state.put(SalesKeys.refusal(device.deviceId(), batch.batchId(), digest), record.canonical());
      state.emit("BatchRefused", record.canonical());
      return Reply.refused(refusal.code(), record.canonical());
    }
  }

  public static Json devicePosition(StatePort state, Arguments args) {
    Device device = Devices.require(state, args.id(0, "device"));
    return Position.json(device, new SalesReader(state).head(device.deviceId()));
  }

  public static Json devices(StatePort state) {
    return Json.array(new SalesReader(state).devices().stream().map(Device::json).toList());
  }

  public static Json sale(StatePort state, Arguments args) {
    EntryId id = EntryId.parse(args.text(0));
    return new SalesReader(state)
        .sale(id)
        .map(SaleRecord::json)
        .orElseThrow(
            () -> new ContractException(ContractCode.UNKNOWN_SALE, "No sale '" + id + "'"));
  }

  public static Json salesOfDay(StatePort state, Arguments args) {
    return Json.array(
        new SalesReader(state).sales(args.day(0)).stream().map(SaleRecord::json).toList());
  }

  public static Json refusals(StatePort state, Arguments args) {
    return Json.array(Documents.under(state, SalesKeys.REFUSAL, args.id(0, "device")));
  }

  private static String epoch(Arguments args) {
    return EntryId.parse(args.text(0) + ":" + args.text(1) + ":0").epoch();
  }
}
