package dev.loulan.simulation.server;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.Reply;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.util.function.Supplier;

/** The ledger as one replica of the server calls it: the replica may die before or after a call. */
final class MortalGateway implements LedgerGateway {
  private final World world;
  private final LedgerGateway ledger;

  MortalGateway(World world, LedgerGateway ledger) {
    this.world = world;
    this.ledger = ledger;
  }

  /** The replica's process ended here. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;

    Died() {
      super("the replica died", null, false, false);
    }
  }

  @Override
  public Prepared prepare(Caller caller, ContractCall call) {
    return around(() -> ledger.prepare(caller, call));
  }

  @Override
  public SubmitOutcome send(Prepared prepared) {
    return around(() -> ledger.send(prepared));
  }

  @Override
  public SubmitOutcome recover(Prepared prepared) {
    return around(() -> ledger.recover(prepared));
  }

  @Override
  public Reply query(Caller caller, ContractCall call) {
    return ledger.query(caller, call);
  }

  private <T> T around(Supplier<T> call) {
    dieIfDue();
    T answer = call.get();
    dieIfDue();
    return answer;
  }

  private void dieIfDue() {
    if (world.faults().strikes(FaultKind.REPLICA_KILLED)) {
      throw new Died();
    }
  }
}
