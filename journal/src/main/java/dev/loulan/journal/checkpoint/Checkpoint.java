package dev.loulan.journal.checkpoint;

import dev.loulan.journal.entry.Bytes;
import dev.loulan.journal.key.DeviceSigner;
import dev.loulan.journal.merkle.TreeHash;

/**
 * The head of a log (C2SP tlog-checkpoint).
 *
 * @param origin the log: for a device's epoch see {@link LogName}
 * @param size number of entries
 * @param root RFC 6962 root at that size
 */
public record Checkpoint(String origin, long size, Bytes root) {

  public Checkpoint {
    if (origin.isEmpty()
        || origin.indexOf('\n') >= 0
        || size < 0
        || root.length() != TreeHash.LENGTH) {
      throw new NoteFormatException(
          "A checkpoint has an origin, a size from 0 and a root of 32 bytes, found '"
              + origin
              + "', "
              + size
              + " and "
              + root.length()
              + " bytes");
    }
  }

  /**
   * Reads the text of a note.
   *
   * @throws NoteFormatException when it is no checkpoint, or has extension lines
   */
  public static Checkpoint parseText(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new NoteFormatException(
          "A checkpoint has three lines (origin, size, root), found " + (lines.length - 1));
    }
    Bytes root = Base64Text.decode("the checkpoint's root", lines[2]);
    return new Checkpoint(lines[0], size(lines[1]), root);
  }

  /**
   * Reads a signed checkpoint; the signatures are not verified.
   *
   * @throws NoteFormatException when it is none
   */
  public static Checkpoint parse(SignedNote note) {
    return parseText(note.text());
  }

  /** The three lines that are signed. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /** The checkpoint with the log's own signature. */
  public SignedNote sign(VerifierKey key, DeviceSigner signer) {
    SignedNote note = new SignedNote(text(), java.util.List.of());
    return note.with(NoteCrypto.sign(key, signer, note.text()));
  }

  private static long size(String line) {
    if (!line.matches("0|[1-9][0-9]{0,18}")) {
      throw new NoteFormatException(
          "A checkpoint's size is a decimal number, found '" + line + "'");
    }
    try {
      return Long.parseLong(line);
    } catch (NumberFormatException e) {
      throw new NoteFormatException("A checkpoint's size fits in 63 bits, found " + line, e);
    }
  }
}
