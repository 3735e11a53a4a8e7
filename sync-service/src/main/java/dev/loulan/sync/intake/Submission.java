package dev.loulan.sync.intake;

import dev.loulan.journal.entry.EpochId;

/**
 * One transaction on its way to the ledger.
 *
 * @param number 0 before it is kept
 * @param fromSize entries of the epoch that the ledger has before
 * @param toSize and after it
 * @param envelope the call's bytes as they are sent; empty once it is committed
 * @param prepared what the ledger endorsed, perhaps sent; empty before and once it is committed
 * @param what why it is not on the ledger, in words; empty when nothing is known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are passed on
public record Submission(
    long number,
    String device,
    EpochId epoch,
    long fromSize,
    long toSize,
    String txId,
    byte[] envelope,
    byte[] prepared,
    State state,
    String what) {

  /** How far it is. */
  public enum State {
    /** Kept, perhaps sent; the ledger may or may not have it. */
    PREPARED,
    COMMITTED,
    /** The ledger holds a refusal of it; the device's later entries wait for a person. */
    REFUSED
  }
}
