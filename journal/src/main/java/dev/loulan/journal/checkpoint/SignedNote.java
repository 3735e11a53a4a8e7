package dev.loulan.journal.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A text with signatures (C2SP signed-note).
 *
 * @param text ends in a newline
 * @param signatures at least one to be a note; none while it is made
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

  private static final int MAX_LENGTH = 1_000_000;
  private static final int MAX_SIGNATURES = 100;

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new NoteFormatException(
          "A note's text ends in a newline and holds no other control character");
    }
  }

  /**
   * Reads a note; nothing is verified yet.
   *
   * @throws NoteFormatException when it is none
   */
  public static SignedNote parse(String note) {
    int split = note.lastIndexOf("\n\n");
    boolean signed = split >= 0 && split + 2 < note.length();
    if (note.length() > MAX_LENGTH || !signed || !note.endsWith("\n")) {
      throw new NoteFormatException("A signed note is a text, an empty line and signature lines");
    }
    String[] lines = note.substring(split + 2, note.length() - 1).split("\n", -1);
    if (lines.length > MAX_SIGNATURES) {
      throw new NoteFormatException("The note has more than " + MAX_SIGNATURES + " signatures");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : lines) {
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(note.substring(0, split + 1), signatures);
  }

  /** The note as text. */
  public String encode() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }

  /** The same text with one more signature. */
  public SignedNote with(NoteSignature signature) {
    List<NoteSignature> more = new ArrayList<>(signatures);
    more.add(signature);
    return new SignedNote(text, more);
  }

  /**
   * Whether the key signed the text: a line names it, and every line that names it is genuine. For
   * a witness's key its cosignature is checked.
   */
  public boolean isSignedBy(VerifierKey key) {
    return checkAll(key, line -> NoteCrypto.verify(key, text, line));
  }

  /** When the witness cosigned, in seconds since the Unix epoch; empty when it did not. */
  public OptionalLong cosignedAtSeconds(VerifierKey witness) {
    if (witness.kind() != VerifierKey.Kind.COSIGNATURE || !isSignedBy(witness)) {
      return OptionalLong.empty();
    }
    return signatures.stream()
        .filter(line -> line.isBy(witness))
        .mapToLong(NoteCrypto::timestampSeconds)
        .max();
  }

  private boolean checkAll(VerifierKey key, Predicate<NoteSignature> genuine) {
    List<NoteSignature> lines = signatures.stream().filter(line -> line.isBy(key)).toList();
    return !lines.isEmpty() && lines.stream().allMatch(genuine);
  }
}
