package dev.loulan.agent.documents;

/** A document is not what it should be; the message is one sentence for a person. */
public final class DocumentRefused extends Exception {
  private static final long serialVersionUID = 1L;

  DocumentRefused(String message) {
    super(message);
  }

  DocumentRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
