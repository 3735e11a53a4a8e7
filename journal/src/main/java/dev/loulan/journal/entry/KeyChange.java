package dev.loulan.journal.entry;

import org.jspecify.annotations.Nullable;

/**
 * Checkpoints after the one that covers this entry are signed with another key.
 *
 * @param newPublicKey Ed25519, 32 bytes
 * @param proof signature by the new key, see {@code docs/formats/journal.md}
 * @param oldProof signature by the old key over the same statement, so that the entry alone shows
 *     that both agree; null in entries of version 1, where only the checkpoint over it shows that
 */
public record KeyChange(Bytes newPublicKey, Bytes proof, @Nullable Bytes oldProof) implements Body {

  public KeyChange {
    Check.length("newPublicKey", newPublicKey, 32);
    Check.length("proof", proof, 64);
    if (oldProof != null) {
      Check.length("oldProof", oldProof, 64);
    }
  }

  @Override
  public EntryType type() {
    return EntryType.KEY_CHANGE;
  }

  @Override
  public int formatVersion() {
    return oldProof == null ? 1 : 2;
  }
}
