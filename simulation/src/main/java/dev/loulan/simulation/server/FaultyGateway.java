package dev.loulan.simulation.server;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.ContractException;
import dev.loulan.contract.Reply;
import dev.loulan.contract.memory.ContractInMemory;
import dev.loulan.simulation.world.FaultKind;
import dev.loulan.simulation.world.World;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The ledger as a server reaches it: it may not answer, before or after it committed. */
final class FaultyGateway implements LedgerGateway {
  private final World world;
  private final ContractInMemory ledger;
  private final BooleanSupplier lost;
  private final BooleanSupplier silent;
  private final Map<String, Sent> endorsed = new HashMap<>();

  private record Sent(Caller caller, ContractCall call) {}

  /** Strikes as the run's faults do. */
  FaultyGateway(World world, ContractInMemory ledger) {
    this(
        world,
        ledger,
        () -> world.faults().strikes(FaultKind.LEDGER_LOST),
        () -> world.faults().strikes(FaultKind.LEDGER_SILENT));
  }

  /**
   * A ledger that fails by others' choice.
   *
   * @param lost whether a call does not arrive
   * @param silent whether the answer to a call that was committed does not
   */
  FaultyGateway(
      World world, ContractInMemory ledger, BooleanSupplier lost, BooleanSupplier silent) {
    this.world = world;
    this.ledger = ledger;
    this.lost = lost;
    this.silent = silent;
  }

  @Override
  public Prepared prepare(Caller caller, ContractCall call) {
    String txId = "tx-" + endorsed.size();
    endorsed.put(txId, new Sent(caller, call));
    return new Prepared(txId, txId.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public SubmitOutcome send(Prepared prepared) {
    Sent sent = endorsed.get(prepared.txId());
    if (sent == null) {
      throw new IllegalStateException("nobody endorsed " + prepared.txId());
    }
    if (lost.getAsBoolean()) {
      return new SubmitOutcome.Unknown(prepared.txId(), "no answer");
    }
    try {
      Reply reply = ledger.invoke(sent.caller(), sent.call());
      String function = sent.call().function().word();
      world.note("ledger", function + " by " + sent.caller().partyId() + ": " + reply.code());
      if (silent.getAsBoolean()) {
        return new SubmitOutcome.Unknown(prepared.txId(), "no answer in time");
      }
      return new SubmitOutcome.Committed(prepared.txId(), reply);
    } catch (ContractException e) {
      return new SubmitOutcome.Rejected(e.code(), String.valueOf(e.getMessage()));
    }
  }

  /** The contract answers the second time as the first. */
  @Override
  public SubmitOutcome recover(Prepared prepared) {
    return send(prepared);
  }

  @Override
  public Reply query(Caller caller, ContractCall call) {
    return ledger.ask(caller, call);
  }
}
