package dev.loulan.journal;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.entry.KeyChange;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.key.Ed25519;
import java.nio.charset.StandardCharsets;

/** What old and new device key sign to show that one takes over from the other. */
public final class KeyChangeProof {

  private KeyChangeProof() {}

  /**
   * The entry with which a key hands over.
   *
   * @throws dev.loulan.journal.key.SignerUnavailableException when one of the keys is away
   */
  public static KeyChange make(String device, DeviceSigner old, DeviceSigner next) {
    byte[] statement = statement(device, old.publicKey(), next.publicKey());
    return new KeyChange(next.publicKey(), next.sign(statement), old.sign(statement));
  }

  /** The signed bytes. */
  static byte[] statement(String device, Bytes oldKey, Bytes newKey) {
    return ("loulan.dev/key-change/v1\n"
            + device
            + "\n"
            + oldKey.hex()
            + "\n"
            + newKey.hex()
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether the new key agrees to the change, and the old one where it signed the entry. Entries of
   * version 1 have no signature of the old key: for them ask also who signed the checkpoint.
   */
  public static boolean isGenuine(String device, Bytes oldKey, KeyChange change) {
    byte[] statement = statement(device, oldKey, change.newPublicKey());
    Bytes oldProof = change.oldProof();
    return Ed25519.verify(change.newPublicKey(), statement, change.proof())
        && (oldProof == null || Ed25519.verify(oldKey, statement, oldProof));
  }
}
