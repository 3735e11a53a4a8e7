package dev.loulan.agent.boot;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.EpochId;
import org.jspecify.annotations.Nullable;

/** What the server last cosigned of this device. */
public sealed interface ServerPosition {

  /** It was asked and has nothing. */
  record Nothing() implements ServerPosition {}

  /** It was asked and cosigned this state. */
  record At(EpochId epoch, long size, Bytes root) implements ServerPosition {}

  /** It could not be asked. */
  record Unknown() implements ServerPosition {}

  /** Reads the members of {@code GET /sync/v1/position}. */
  static ServerPosition of(@Nullable String epochHex, long size, String rootBase64) {
    return epochHex == null
        ? new Nothing()
        : new At(EpochId.ofHex(epochHex), size, Bytes.ofBase64(rootBase64));
  }
}
