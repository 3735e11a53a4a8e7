package dev.loulan.journal;

import dev.loulan.journal.checkpoint.LogName;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.KeyChange;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a device over a stretch of its log, for those who follow the log by segments and do
 * not see each checkpoint. One thread.
 */
public final class KeySuccession {

  private final String device;
  private final List<VerifierKey> keys = new ArrayList<>();

  /** Begins with the key that signed what came before. */
  public KeySuccession(String device, VerifierKey key) {
    this.device = device;
    keys.add(key);
  }

  /**
   * Follows a change of keys.
   *
   * @return false when not both keys signed it; then nothing changes
   */
  public boolean follow(KeyChange change) {
    Bytes old = current().publicKey();
    boolean agreed = change.oldProof() != null && KeyChangeProof.isGenuine(device, old, change);
    if (agreed) {
      keys.add(LogName.key(device, change.newPublicKey()));
    }
    return agreed;
  }

  /** The key that signs from here on. */
  public VerifierKey current() {
    return keys.getLast();
  }

  /** The keys that handed over, the oldest first. */
  public List<VerifierKey> former() {
    return List.copyOf(keys.subList(0, keys.size() - 1));
  }

  /** Whether the key changed on the way. */
  public boolean changed() {
    return keys.size() > 1;
  }

  /**
   * Whether a key of this stretch signed the note: the last one, or one before it, whose last
   * checkpoint is the one that covers the change.
   */
  public boolean signed(SignedNote note) {
    return keys.stream().anyMatch(note::isSignedBy);
  }
}
