package dev.loulan.journal.key;

import dev.loulan.journal.entry.Bytes;
import java.util.Arrays;
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

  private final AtomicReferenceArray<@Nullable Genuine> places =
      new AtomicReferenceArray<>(PLACES);

  private record Genuine(Bytes key, byte[] message, Bytes signature) {
    boolean is(Bytes otherKey, byte[] otherMessage, Bytes otherSignature) {
      return signature.equals(otherSignature)
          && key.equals(otherKey)
          && Arrays.equals(message, otherMessage);
    }
  }

  boolean holds(Bytes key, byte[] message, Bytes signature) {
    Genuine found = places.get(place(signature));
    return found != null && found.is(key, message, signature);
  }

  void add(Bytes key, byte[] message, Bytes signature) {
    if (message.length <= LONGEST_MESSAGE) {
      places.set(place(signature), new Genuine(key, message.clone(), signature));
    }
  }

  private static int place(Bytes signature) {
    return Math.floorMod(signature.hashCode(), PLACES);
  }
}
