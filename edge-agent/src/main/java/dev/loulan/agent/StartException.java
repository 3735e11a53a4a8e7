package dev.loulan.agent;

/** The agent cannot start or go on; the message is one sentence for a person. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose problem it is, as the process's exit code. */
  public enum Kind {
    /** The job failed: the journal, the server's refusal. */
    FAILED(1),
    /** A wrong word or setting. */
    USAGE(2),
    /** Something on the machine is missing: a free port, a writable folder. */
    MACHINE(3);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  public StartException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StartException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public int exitCode() {
    return kind.exitCode();
  }
}
