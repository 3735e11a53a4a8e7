package dev.loulan.journal.entry;

/**
 * Checkpoints after the one that covers this entry are signed with another key.
 *
 * @param newPublicKey Ed25519, 32 bytes
 * @param proof signature by the new key, see {@code docs/formats/journal.md}
 */
public record KeyChange(Bytes newPublicKey, Bytes proof) implements Body {

  public KeyChange {
    Check.length("newPublicKey", newPublicKey, 32);
    Check.length("proof", proof, 64);
  }

  @Override
  public EntryType type() {
    return EntryType.KEY_CHANGE;
  }
}
