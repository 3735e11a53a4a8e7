package dev.loulan.sync.intake;

import dev.loulan.journal.KeySuccession;
import dev.loulan.journal.checkpoint.SignedNote;
import dev.loulan.journal.checkpoint.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal keys of a device.
 *
 * @param current signs now
 * @param former handed over, the oldest first
 */
public record DeviceKeys(VerifierKey current, List<VerifierKey> former) {

  public DeviceKeys {
    former = List.copyOf(former);
  }

  /** The keys after a stretch of the log that began with the current one. */
  DeviceKeys after(KeySuccession succession) {
    List<VerifierKey> before = new ArrayList<>(former);
    before.addAll(succession.former());
    return new DeviceKeys(succession.current(), before);
  }

  /** Whether it is one of them. */
  boolean hold(VerifierKey key) {
    return current.equals(key) || former.contains(key);
  }

  /** Whether one of them signed the note. */
  boolean signed(SignedNote note) {
    return note.isSignedBy(current) || former.stream().anyMatch(note::isSignedBy);
  }
}
