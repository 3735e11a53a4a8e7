package dev.loulan.contract.sales;

import dev.loulan.contract.BatchItem;
import dev.loulan.contract.Caller;
import dev.loulan.contract.state.Signatures;
import dev.loulan.domain.json.JsonObjectBuilder;
import java.util.List;

/** A batch as it came in. */
record Batch(
    String deviceId,
    String epoch,
    long from,
    long to,
    String checkpoint,
    List<BatchItem> items,
    Caller submitter) {

  /** The same for the same range of the same log, whoever sends it. */
  String batchId() {
    return deviceId + ":" + epoch + ":" + from + ":" + to;
  }

  /** Tells two submissions under one id apart. */
  String digest(byte[] encodedItems) {
    return Signatures.sha256Hex(
        new JsonObjectBuilder()
            .text("batchId", batchId())
            .text("checkpoint", checkpoint)
            .text("items", Signatures.sha256Hex(encodedItems))
            .build()
            .canonical());
  }
}
