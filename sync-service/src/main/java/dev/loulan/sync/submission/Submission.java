package dev.loulan.sync.submission;

import dev.loulan.contract.ContractCall;

/**
 * One transaction on its way to the ledger.
 *
 * @param fromSize entries of the epoch that the ledger has before
 * @param toSize and after it
 */
record Submission(
    long number,
    String device,
    String epoch,
    long fromSize,
    long toSize,
    String txId,
    State state,
    ContractCall call) {

  enum State {
    /** Stored, perhaps sent; the ledger may or may not have it. */
    PREPARED,
    COMMITTED,
    /** The ledger holds a refusal of it; the device's later entries wait for a person. */
    REFUSED
  }
}
