package dev.loulan.journal.checkpoint;

/** A text is not the note, checkpoint, key or proof that it should be; the message says why. */
public final class NoteFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NoteFormatException(String message) {
    super(message);
  }

  NoteFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
