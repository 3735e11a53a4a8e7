package dev.loulan.testkit.broker;

import dev.loulan.domain.text.Sentences;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A broker could not be started. The message is for people and says what to do. */
public final class BrokerException extends IOException {

  private static final long serialVersionUID = 1;

  /** Whose problem it is. */
  public enum Problem {
    /** The program is not on this machine; a command line exits with 3. */
    NOT_INSTALLED,
    /** The program is there and did not start. */
    DID_NOT_START
  }

  private final Problem problem;

  /** The sentence of a key, in the language of the process. */
  BrokerException(Problem problem, String key, @Nullable Object... values) {
    super(text(key, values));
    this.problem = problem;
  }

  static String text(String key, @Nullable Object... values) {
    return Sentences.beside(BrokerException.class).text(key, values);
  }

  public Problem problem() {
    return problem;
  }
}
