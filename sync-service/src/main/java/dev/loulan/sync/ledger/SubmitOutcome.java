package dev.loulan.sync.ledger;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.Reply;

/**
 * What became of a call sent to the ledger. {@link Unknown} is no failure: ask again with the same.
 */
public sealed interface SubmitOutcome {
  /** It is on the ledger; the reply may still be a recorded refusal. */
  record Committed(String txId, Reply reply) implements SubmitOutcome {}

  /** The contract does not accept the call; nothing was written. */
  record Rejected(ContractCode code, String what) implements SubmitOutcome {}

  /**
   * The ledger holds it as void: something else was written first. It will never take effect, so
   * the call may be prepared anew.
   */
  record Invalid(String txId, String what) implements SubmitOutcome {}

  /** The ledger did not say whether it is there. */
  record Unknown(String txId, String what) implements SubmitOutcome {}
}
