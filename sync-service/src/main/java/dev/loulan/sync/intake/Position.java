package dev.loulan.sync.intake;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import dev.loulan.journal.merkle.TreeHash;
import java.util.Optional;

/**
 * How far the server is with a device.
 *
 * @param epoch the last one accepted; empty before the first
 * @param cosigned the checkpoint's note with the server's cosignature
 */
public record Position(Optional<EpochId> epoch, long size, Bytes root, Optional<String> cosigned) {
  static final Position NONE =
      new Position(Optional.empty(), 0, TreeHash.empty(), Optional.empty());

  /** The JSON of {@code GET /sync/v1/position}. */
  public Json.Obj json() {
    return builder().build();
  }

  public JsonObjectBuilder builder() {
    return new JsonObjectBuilder()
        .textOrNull("epoch", epoch.map(EpochId::hex))
        .integer("size", size)
        .text("root", root.base64())
        .textOrNull("cosigned", cosigned);
  }
}
