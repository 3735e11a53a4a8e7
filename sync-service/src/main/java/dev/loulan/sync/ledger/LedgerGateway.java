package dev.loulan.sync.ledger;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;

/**
 * A ledger that runs the contract: the embedded one, or a consortium chain. Any thread may call.
 *
 * <p>A call that must neither get lost nor happen twice goes in three steps: prepare, store, send.
 * After a crash, {@link #recover} goes on with what was stored.
 */
public interface LedgerGateway {
  int TRIES = 5;

  /**
   * Gets the ledger's agreement to a call that may write; nothing is written yet.
   *
   * @throws ContractException when the contract does not accept the call
   * @throws LedgerUnavailableException when the ledger does not answer; try again later
   */
  Prepared prepare(Caller caller, ContractCall call);

  /** Sends what was prepared and finds out what became of it. */
  SubmitOutcome send(Prepared prepared);

  /**
   * Finds out what became of something that may have been sent before, and sends it if it was not.
   */
  SubmitOutcome recover(Prepared prepared);

  /**
   * Asks without writing.
   *
   * @throws ContractException when there is no answer to the question
   */
  Reply query(Caller caller, ContractCall call);

  /**
   * Carries out a call that its caller repeats if need be.
   *
   * @throws ContractException when the contract does not accept the call
   * @throws LedgerUnavailableException when it is not known what became of it
   */
  default Reply submit(Caller caller, ContractCall call) {
    String what = "";
    for (int tries = 0; tries < TRIES; tries++) {
      switch (send(prepare(caller, call))) {
        case SubmitOutcome.Committed(_, Reply reply) -> {
          return reply;
        }
        case SubmitOutcome.Rejected(var code, String why) -> throw new ContractException(code, why);
        case SubmitOutcome.Invalid(_, String why) -> what = why;
        case SubmitOutcome.Unknown(_, String why) -> throw new LedgerUnavailableException(why);
      }
    }
    throw new LedgerUnavailableException(what);
  }
}
