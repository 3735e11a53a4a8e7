package dev.loulan.journal.checkpoint;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.Ed25519;
import dev.loulan.journal.merkle.TreeHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A public key with the name under which it signs notes, written as a C2SP vkey: {@code
 * name+hash+base64}.
 *
 * @param name without blank and plus
 * @param kind what it signs
 * @param publicKey Ed25519, 32 bytes
 */
public record VerifierKey(String name, Kind kind, Bytes publicKey) {

  /** Signature types of C2SP signed-note that are used here. */
  public enum Kind {
    /** Ed25519 over the note's text. */
    NOTE(0x01),
    /** Timestamped cosignature/v1 of a witness. */
    COSIGNATURE(0x04);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    /** Length of what follows the key hash in a signature line. */
    int signatureLength() {
      return switch (this) {
        case NOTE -> Ed25519.SIGNATURE_LENGTH;
        case COSIGNATURE -> Long.BYTES + Ed25519.SIGNATURE_LENGTH;
      };
    }
  }

  public VerifierKey {
    if (!isName(name)) {
      throw new NoteFormatException(
          "A key's name is not empty and holds no blank or plus: '" + name + "'");
    }
    if (publicKey.length() != Ed25519.PUBLIC_KEY_LENGTH) {
      throw new NoteFormatException(
          "The Ed25519 key of '" + name + "' has 32 bytes, found " + publicKey.length());
    }
  }

  /**
   * Reads a vkey.
   *
   * @throws NoteFormatException when it is none, of another type, or its hash is not its own
   */
  public static VerifierKey parse(String vkey) {
    String[] parts = vkey.strip().split("\\+", 3);
    if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
      throw new NoteFormatException("A verifier key reads name+hash+base64, found '" + vkey + "'");
    }
    byte[] key = Base64Text.decode("the verifier key of " + parts[0], parts[2]).toArray();
    VerifierKey parsed = new VerifierKey(parts[0], kind(key), keyMaterial(key));
    if (!parsed.keyHash().hex().equals(parts[1])) {
      throw new NoteFormatException(
          "The verifier key of "
              + parts[0]
              + " has hash "
              + parsed.keyHash().hex()
              + ", but says "
              + parts[1]);
    }
    return parsed;
  }

  /** First four bytes of SHA-256 over name, newline, type and key; stands in each signature. */
  public Bytes keyHash() {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer content = ByteBuffer.allocate(nameBytes.length + 2 + publicKey.length());
    content.put(nameBytes).put((byte) '\n').put(kind.code).put(publicKey.toArray());
    byte[] hash = new byte[4];
    ByteBuffer.wrap(TreeHash.sha256(content.array()).toArray()).get(hash);
    return Bytes.owning(hash);
  }

  /** The vkey as text. */
  public String encode() {
    ByteBuffer key = ByteBuffer.allocate(1 + publicKey.length());
    key.put(kind.code).put(publicKey.toArray());
    return name + "+" + keyHash().hex() + "+" + Bytes.owning(key.array()).base64();
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                c -> c <= ' ' || c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  private static Kind kind(byte[] key) {
    for (Kind kind : Kind.values()) {
      if (key.length > 0 && key[0] == kind.code) {
        return kind;
      }
    }
    throw new NoteFormatException("The verifier key is neither Ed25519 nor an Ed25519 cosigner's");
  }

  private static Bytes keyMaterial(byte[] key) {
    byte[] material = new byte[key.length - 1];
    System.arraycopy(key, 1, material, 0, material.length);
    return Bytes.owning(material);
  }
}
