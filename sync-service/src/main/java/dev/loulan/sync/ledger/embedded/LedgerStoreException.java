package dev.loulan.sync.ledger.embedded;

/** The ledger's file could not be opened, read or written; nothing of the call was kept. */
public final class LedgerStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
