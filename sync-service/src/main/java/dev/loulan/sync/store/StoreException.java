package dev.loulan.sync.store;

/** A database file could not be opened, read or written; nothing of the transaction was kept. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
