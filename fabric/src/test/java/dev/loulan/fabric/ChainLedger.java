package dev.loulan.fabric;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.LedgerCalls;
import dev.loulan.sync.ledger.LedgerGateway;

/** The shared channel as the contract's fixtures call a ledger. */
public record ChainLedger(LedgerGateway gateway) implements LedgerCalls {

  @Override
  public Reply invoke(Caller caller, ContractCall call) {
    return call.function().writes() ? gateway.submit(caller, call) : gateway.query(caller, call);
  }
}
