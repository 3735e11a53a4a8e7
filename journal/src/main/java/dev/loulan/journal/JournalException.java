package dev.loulan.journal;

/** The journal cannot do what was asked; the code says whose problem it is. */
public final class JournalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose problem, what next. */
  public enum ErrorCode {
    /** The file system is full: stop selling, free space, open again. */
    STORE_FULL,
    /** The file or its file system does not take writes: stop selling, mend it, open again. */
    READ_ONLY,
    /** The file's content is damaged: stop selling, verify, restore. */
    CORRUPT,
    /** Another program has the journal open. */
    IN_USE,
    /** The device failed to read or write: stop selling, look at the disk. */
    IO,
    /** The signing key could not be reached, so nothing was written. */
    SIGNER,
    /** The journal was closed, by its owner or by an earlier failure. */
    CLOSED,
    /** The file is something else. */
    NOT_A_JOURNAL
  }

  private final ErrorCode code;

  public JournalException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public JournalException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
