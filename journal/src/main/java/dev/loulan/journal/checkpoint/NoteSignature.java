package dev.loulan.journal.checkpoint;

import dev.loulan.journal.entry.Bytes;

/**
 * One signature line of a note.
 *
 * @param name of the key
 * @param keyHash 4 bytes
 * @param signature what follows the hash; its form depends on the key
 */
public record NoteSignature(String name, Bytes keyHash, Bytes signature) {

  static final String DASH = "\u2014 ";

  static NoteSignature parse(String line) {
    int blank = line.indexOf(' ', DASH.length());
    if (!line.startsWith(DASH) || blank < 0) {
      throw new NoteFormatException("This is not a signature line of a note: '" + line + "'");
    }
    String name = line.substring(DASH.length(), blank);
    byte[] value =
        Base64Text.decode("the signature of " + name, line.substring(blank + 1)).toArray();
    if (!VerifierKey.isName(name) || value.length < 5) {
      throw new NoteFormatException("This is not a signature line of a note: '" + line + "'");
    }
    return new NoteSignature(name, slice(value, 0, 4), slice(value, 4, value.length));
  }

  String line() {
    byte[] value = new byte[4 + signature.length()];
    System.arraycopy(keyHash.toArray(), 0, value, 0, 4);
    System.arraycopy(signature.toArray(), 0, value, 4, signature.length());
    return DASH + name + " " + Bytes.owning(value).base64() + "\n";
  }

  /** Whether name and hash say that this key made it. */
  boolean isBy(VerifierKey key) {
    return name.equals(key.name()) && keyHash.equals(key.keyHash());
  }

  private static Bytes slice(byte[] value, int from, int to) {
    return Bytes.owning(java.util.Arrays.copyOfRange(value, from, to));
  }
}
