package dev.loulan.journal.key;

import dev.loulan.journal.entry.Bytes;

/** The key with which a device signs its checkpoints; it may live in a file, a token or a chip. */
public interface DeviceSigner {

  /** Ed25519 public key, 32 bytes. */
  Bytes publicKey();

  /**
   * Signs with Ed25519 (RFC 8032), 64 bytes.
   *
   * @throws SignerUnavailableException when the key cannot be reached now
   */
  Bytes sign(byte[] message);

  /** Names the key: the first 16 hexadecimal digits of the SHA-256 of the public key. */
  default String keyId() {
    return Ed25519.keyId(publicKey());
  }
}
