package dev.loulan.agent;

import dev.loulan.domain.text.Retelling;
import dev.loulan.domain.text.Sentences;
import dev.loulan.journal.JournalException;
import dev.loulan.provisioning.ProvisioningException;
import org.jspecify.annotations.Nullable;

/** The agent cannot start or go on; the message is one sentence for a person. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Sentences TEXTS = Sentences.beside(StartException.class);

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

  /** The sentence of a key, in the language of the process. */
  StartException(Kind kind, String key, @Nullable Object... values) {
    super(text(key, values));
    this.kind = kind;
  }

  StartException(Kind kind, Throwable cause, String sentence) {
    super(sentence, cause);
    this.kind = kind;
  }

  /** A sentence about the agent's start or end, or a part of one. */
  public static String text(String key, @Nullable Object... values) {
    return TEXTS.text(key, values);
  }

  /** What a part deep inside said, in the language of the process. */
  static String retold(Exception e) {
    String code =
        switch (e) {
          case JournalException journal -> journal.code().name();
          case ProvisioningException identity -> identity.code().name();
          default -> "";
        };
    String said = e.getMessage();
    return Retelling.here(code, said == null ? e.getClass().getSimpleName() : said);
  }

  public int exitCode() {
    return kind.exitCode();
  }
}
