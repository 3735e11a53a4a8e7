package dev.loulan.fabric;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.Reply;
import dev.loulan.contract.fixture.TestLedger;
import dev.loulan.sync.ledger.LedgerGateway;
import java.util.List;

/**
 * The shared channel as the contract's fixtures see a ledger; they cannot list all that it holds.
 */
public final class ChainLedger implements TestLedger {
  private final LedgerGateway gateway;

  public ChainLedger(LedgerGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public Reply invoke(Caller caller, ContractCall call) {
    return call.function().writes() ? gateway.submit(caller, call) : gateway.query(caller, call);
  }

  @Override
  public List<String> dump() {
    return List.of();
  }

  @Override
  public List<String> events() {
    return List.of();
  }

  @Override
  public void close() {}
}
