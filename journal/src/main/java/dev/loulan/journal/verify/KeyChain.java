package dev.loulan.journal.verify;

import dev.loulan.journal.KeyChangeProof;
import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.KeyChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The device's keys one after the other, each handing over to the next. */
final class KeyChain {

  private final List<Bytes> keys = new ArrayList<>();
  private @Nullable Bytes next;

  /** The key that signs now; null before the first epoch. */
  @Nullable Bytes current() {
    return keys.isEmpty() ? null : keys.getLast();
  }

  /** Begins the chain. */
  void begin(Bytes key) {
    keys.add(key);
  }

  boolean holds(Bytes key) {
    return keys.contains(key);
  }

  /** Whether one of the keys signed the note. */
  boolean signed(SignedNote note, String device) {
    return keys.stream().anyMatch(key -> note.isSignedBy(LogName.key(device, key)));
  }

  /** Takes note of a change; false when the new key did not consent. The old one still signs it. */
  boolean announce(String device, KeyChange change) {
    Bytes old = current();
    if (old == null || !KeyChangeProof.isGenuine(device, old, change)) {
      return false;
    }
    next = change.newPublicKey();
    return true;
  }

  /** The checkpoint over the change was signed by the old key, so the new one takes over. */
  void handOver() {
    if (next != null) {
      keys.add(next);
      next = null;
    }
  }
}
