package dev.loulan.simulation.server;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;
import dev.loulan.simulation.store.MemoryLedger;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.SubmitOutcome;

/** The ledger as a server reaches it: it may not answer, before or after it committed. */
final class FaultyGateway implements LedgerGateway {
  private final World world;
  private final MemoryLedger ledger;

  FaultyGateway(World world, MemoryLedger ledger) {
    this.world = world;
    this.ledger = ledger;
  }

  @Override
  public SubmitOutcome submit(String txId, Caller caller, ContractCall call) {
    if (world.faults().strikes(FaultKind.LEDGER_LOST)) {
      return new SubmitOutcome.Unknown(txId, "no answer");
    }
    try {
      Reply reply = ledger.invoke(caller, call);
      String code = reply.code().name();
      world.note("ledger", call.function().word() + " by " + caller.partyId() + ": " + code);
      if (world.faults().strikes(FaultKind.LEDGER_SILENT)) {
        return new SubmitOutcome.Unknown(txId, "no answer in time");
      }
      return new SubmitOutcome.Committed(txId, reply);
    } catch (ContractException e) {
      return new SubmitOutcome.Rejected(e.code(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Reply query(Caller caller, ContractCall call) {
    return ledger.invoke(caller, call);
  }
}
