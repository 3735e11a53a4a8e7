package dev.loulan.bridge.recording;

import dev.loulan.domain.text.Sentences;
import org.jspecify.annotations.Nullable;

/** A recording cannot be read or written. The message is one sentence for a person. */
public final class RecordingException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final Sentences TEXTS = Sentences.beside(RecordingException.class);

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

  /** The sentence of a key, in the language of the process. */
  RecordingException(ErrorCode code, String key, @Nullable Object... values) {
    this(code, null, text(key, values));
  }

  RecordingException(ErrorCode code, @Nullable Throwable cause, String sentence) {
    super(sentence, cause);
    this.code = code;
  }

  /** A part of a sentence, or a whole one. */
  static String text(String key, @Nullable Object... values) {
    return TEXTS.text(key, values);
  }

  public ErrorCode code() {
    return code;
  }
}
