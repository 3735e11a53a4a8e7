package dev.loulan.journal.key;

import dev.loulan.journal.entry.Bytes;

/** A signing key held in memory, from its 32-byte seed (RFC 8032, section 5.1.5). */
public final class Ed25519Signer implements DeviceSigner {

  private final byte[] seed;
  private final Bytes publicKey;

  private Ed25519Signer(byte[] seed) {
    this.seed = seed;
    byte[] key = new byte[Ed25519.PUBLIC_KEY_LENGTH];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, key, 0);
    this.publicKey = Bytes.owning(key);
  }

  /**
   * The key of a seed.
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public static Ed25519Signer fromSeed(byte[] seed) {
    if (seed.length != org.bouncycastle.math.ec.rfc8032.Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("An Ed25519 seed has 32 bytes, found " + seed.length);
    }
    return new Ed25519Signer(seed.clone());
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }

  @Override
  public Bytes sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_LENGTH];
    byte[] key = publicKey.toArray();
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        seed, 0, key, 0, message, 0, message.length, signature, 0);
    return Bytes.owning(signature);
  }

  /** Says the public key only. */
  @Override
  public String toString() {
    return "Ed25519 key " + keyId();
  }
}
