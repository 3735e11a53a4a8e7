package dev.loulan.sync.ledger;

/** The ledger did not answer; every call of the contract may be repeated. */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String what) {
    super("The ledger did not answer: " + what + ". Try again.");
  }
}
