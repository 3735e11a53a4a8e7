package dev.loulan.sync.submission;

import dev.loulan.contract.Reply;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import java.util.Optional;

/** How far the ledger followed a device's log. */
record LedgerPosition(EpochId epoch, long size, Bytes root) {

  /** Reads the contract's answer; empty when the ledger has nothing of the device. */
  static Optional<LedgerPosition> of(Reply reply) {
    Fields fields = Fields.of(JsonReader.read(reply.payload()), "position");
    return fields
        .textOrNone("epoch")
        .map(epoch ->
            new LedgerPosition(
                EpochId.ofHex(epoch), fields.integer("size"), Bytes.ofBase64(fields.text("root"))));
  }
}
