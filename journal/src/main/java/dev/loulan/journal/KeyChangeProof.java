package dev.loulan.journal;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.key.Ed25519;
import java.nio.charset.StandardCharsets;

/** What a new device key signs to show that its holder takes over from the old one. */
public final class KeyChangeProof {

  private KeyChangeProof() {}

  /** The signed bytes. */
  public static byte[] statement(String device, Bytes oldKey, Bytes newKey) {
    return ("loulan.dev/key-change/v1\n"
            + device
            + "\n"
            + oldKey.hex()
            + "\n"
            + newKey.hex()
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the new key itself agrees to the change. */
  public static boolean isGenuine(String device, Bytes oldKey, KeyChange change) {
    return Ed25519.verify(
        change.newPublicKey(), statement(device, oldKey, change.newPublicKey()), change.proof());
  }
}
