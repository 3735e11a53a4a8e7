package dev.loulan.testkit.broker;

import java.io.IOException;

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

  BrokerException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
