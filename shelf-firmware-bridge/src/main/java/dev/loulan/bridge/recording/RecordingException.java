package dev.loulan.bridge.recording;

import org.jspecify.annotations.Nullable;

/** A recording cannot be read or written. The message is one sentence for a person. */
public final class RecordingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for programs. */
  public enum ErrorCode {
    FILE_MISSING,
    HEADER_UNREADABLE,
    ROW_UNREADABLE,
    TIME_RUNS_BACKWARDS,
    FILE_UNREADABLE,
    FILE_EXISTS,
    WRITE_FAILED
  }

  private final ErrorCode code;

  public RecordingException(ErrorCode code, String sentence) {
    this(code, sentence, null);
  }

  public RecordingException(ErrorCode code, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
