package dev.loulan.cli.output;

import dev.loulan.domain.text.Retelling;
import dev.loulan.journal.JournalException;
import dev.loulan.provisioning.ProvisioningException;
import org.jspecify.annotations.Nullable;

/** A word cannot go on; the message is one sentence for a person, in the language of LANG. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The thing checked is not sound, or the job failed. */
  public static final int UNSOUND = 1;

  /** Wrong usage or bad input; nothing was done. */
  public static final int USAGE = 2;

  /** Something on the machine is missing. */
  public static final int MACHINE = 3;

  private final int exitCode;

  private Failure(int exitCode, String sentence, Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  private Failure(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The job failed; the message of {@code key} says how. */
  public static Failure failed(String key, @Nullable Object... values) {
    return new Failure(UNSOUND, Messages.text(key, values));
  }

  /** The input is wrong and nothing was done. */
  public static Failure usage(String key, @Nullable Object... values) {
    return new Failure(USAGE, Messages.text(key, values));
  }

  /** The machine lacks something. */
  public static Failure machine(String key, @Nullable Object... values) {
    return new Failure(MACHINE, Messages.text(key, values));
  }

  /** Says a sentence that is made already, in the language of the person. */
  public static Failure sentence(int exitCode, String sentence) {
    return new Failure(exitCode, sentence);
  }

  /** Passes on what another part said in a sentence of its own. */
  public static Failure of(int exitCode, Exception cause) {
    String message = cause.getMessage();
    String said = message == null ? cause.toString() : message;
    String code =
        switch (cause) {
          case ProvisioningException e -> e.code().name();
          case JournalException e -> e.code().name();
          default -> "";
        };
    return new Failure(exitCode, Retelling.here(code, said), cause);
  }

  public int exitCode() {
    return exitCode;
  }
}
