package dev.loulan.journal.entry;

/** Bytes are not an entry that this program reads; the message says what was found. */
public final class EntryFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the bytes. */
  public enum Code {
    /** Not one well-formed CBOR map. */
    NOT_CBOR,
    /** The same content has another, shorter or sorted, encoding. */
    NOT_CANONICAL,
    UNKNOWN_VERSION,
    UNKNOWN_TYPE,
    UNKNOWN_KEY,
    MISSING_KEY,
    /** A field holds what it may not. */
    WRONG_VALUE
  }

  private final Code code;

  EntryFormatException(Code code, String message) {
    super(message);
    this.code = code;
  }

  EntryFormatException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
