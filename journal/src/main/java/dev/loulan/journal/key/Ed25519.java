package dev.loulan.journal.key;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.merkle.TreeHash;

/** Checks Ed25519 signatures and names keys. */
public final class Ed25519 {

  public static final int PUBLIC_KEY_LENGTH = 32;
  public static final int SIGNATURE_LENGTH = 64;

  private Ed25519() {}

  /** Whether the signature is the key's over the message; false for malformed keys, too. */
  public static boolean verify(Bytes publicKey, byte[] message, Bytes signature) {
    return publicKey.length() == PUBLIC_KEY_LENGTH
        && signature.length() == SIGNATURE_LENGTH
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature.toArray(), 0, publicKey.toArray(), 0, message, 0, message.length);
  }

  /** The first 16 hexadecimal digits of the SHA-256 of the public key. */
  public static String keyId(Bytes publicKey) {
    return TreeHash.sha256(publicKey.toArray()).hex().substring(0, 16);
  }
}
