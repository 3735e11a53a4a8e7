package dev.loulan.server.settings;

/** The server cannot start; the message is one sentence for a person. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose problem it is, as the process's exit code. */
  public enum Kind {
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

  public int exitCode() {
    return kind.exitCode();
  }
}
