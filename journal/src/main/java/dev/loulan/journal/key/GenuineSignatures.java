package dev.loulan.journal.key;

import dev.loulan.journal.entry.Bytes;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Signatures that were found genuine not long ago. One process checks a checkpoint at several
 * doors, intake and contract among them, and each check costs far more than a look here. Only what
 * was genuine is kept, so whoever sends bad ones fills nothing. Any thread.
 */
final class GenuineSignatures {
  private static final int PLACES = 1_024;
  private static final int LONGEST_MESSAGE = 1_024;

  private final AtomicReferenceArray<@Nullable Genuine> places = new AtomicReferenceArray<>(PLACES);

  private record Genuine(Bytes key, Bytes message, Bytes signature) {}

  boolean holds(Bytes key, byte[] message, Bytes signature) {
    Genuine found = places.get(place(signature));
    return found != null
        && found.signature().equals(signature)
        && found.key().equals(key)
        && found.message().equals(Bytes.owning(message));
  }

  void add(Bytes key, byte[] message, Bytes signature) {
    if (message.length <= LONGEST_MESSAGE) {
      places.set(place(signature), new Genuine(key, Bytes.of(message), signature));
    }
  }

  private static int place(Bytes signature) {
    return Math.floorMod(signature.hashCode(), PLACES);
  }
}
