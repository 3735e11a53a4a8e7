package dev.loulan.journal.checkpoint;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.DeviceSigner;

/**
 * Signs the checkpoints of one log with one key. A journal makes one for each commit, so what is
 * the same in all of them is computed once. One thread.
 */
public final class CheckpointSigner {
  private final String origin;
  private final VerifierKey key;
  private final Bytes keyHash;
  private final DeviceSigner signer;

  /** Signs for this log from now on. */
  public CheckpointSigner(LogName log, DeviceSigner signer) {
    this.origin = log.origin();
    this.key = LogName.key(log.device(), signer.publicKey());
    this.keyHash = key.keyHash();
    this.signer = signer;
  }

  /**
   * The signature line of the log's checkpoint.
   *
   * @throws dev.loulan.journal.key.SignerUnavailableException when the key cannot be reached now
   */
  public NoteSignature sign(long size, Bytes root) {
    String text = new Checkpoint(origin, size, root).text();
    return new NoteSignature(key.name(), keyHash, signer.sign(NoteCrypto.bytes(text)));
  }

  /** The key that signs. */
  public DeviceSigner signer() {
    return signer;
  }
}
