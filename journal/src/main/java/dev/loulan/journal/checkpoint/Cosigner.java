package dev.loulan.journal.checkpoint;

import dev.loulan.journal.key.DeviceSigner;

/**
 * A witness: says that, at a time, this was the largest state of a log it had seen, and that it
 * only grew (C2SP tlog-cosignature, version 1). The caller checks that before.
 */
public final class Cosigner {

  private final VerifierKey key;
  private final DeviceSigner signer;

  /** A witness of this name; the key serves no other one. */
  public Cosigner(String name, DeviceSigner signer) {
    this.key = new VerifierKey(name, VerifierKey.Kind.COSIGNATURE, signer.publicKey());
    this.signer = signer;
  }

  /** The key with which others check the cosignatures. */
  public VerifierKey key() {
    return key;
  }

  /**
   * The checkpoint with the cosignature added.
   *
   * @param atSeconds time in seconds since the Unix epoch
   */
  public SignedNote cosign(SignedNote checkpoint, long atSeconds) {
    return checkpoint.with(NoteCrypto.cosign(key, signer, checkpoint.text(), atSeconds));
  }
}
