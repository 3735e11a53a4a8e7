package dev.loulan.sync.ledger;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;
import dev.loulan.sync.ledger.embedded.EmbeddedLedger;
import dev.loulan.sync.ledger.embedded.LedgerStoreException;

/** The contract in this process over its SQLite file. */
public final class EmbeddedGateway implements LedgerGateway {
  private final EmbeddedLedger ledger;

  public EmbeddedGateway(EmbeddedLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public SubmitOutcome submit(String txId, Caller caller, ContractCall call) {
    try {
      return new SubmitOutcome.Committed(txId, ledger.invoke(caller, call));
    } catch (ContractException e) {
      return new SubmitOutcome.Rejected(e.code(), String.valueOf(e.getMessage()));
    } catch (LedgerStoreException e) {
      return new SubmitOutcome.Unknown(txId, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Reply query(Caller caller, ContractCall call) {
    return ledger.invoke(caller, call);
  }
}
