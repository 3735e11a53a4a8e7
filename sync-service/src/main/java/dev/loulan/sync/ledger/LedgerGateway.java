package dev.loulan.sync.ledger;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;

/**
 * A ledger that runs the contract: the embedded one, or a consortium chain. Any thread may call.
 */
public interface LedgerGateway {

  /**
   * Sends a call that may write. The caller has stored the transaction id and the call before, so
   * that after a crash the same goes again.
   */
  SubmitOutcome submit(String txId, Caller caller, ContractCall call);

  /**
   * Asks without writing.
   *
   * @throws ContractException when there is no answer to the question
   */
  Reply query(Caller caller, ContractCall call);
}
