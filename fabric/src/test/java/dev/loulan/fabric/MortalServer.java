package dev.loulan.fabric;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCall;
import dev.loulan.contract.Reply;
import dev.loulan.sync.ledger.LedgerGateway;
import dev.loulan.sync.ledger.Prepared;
import dev.loulan.sync.ledger.SubmitOutcome;
import java.util.concurrent.atomic.AtomicInteger;

/** The real channel, in a server process that ends at its n-th send. */
public final class MortalServer implements LedgerGateway {
  private final LedgerGateway ledger;
  private final End end;
  private final AtomicInteger sendsLeft;

  public MortalServer(LedgerGateway ledger, End end, int sends) {
    this.ledger = ledger;
    this.end = end;
    this.sendsLeft = new AtomicInteger(sends);
  }

  /** Where the server ends between two statements. */
  public enum End {
    AFTER_ENDORSEMENT,
    AFTER_SUBMIT,
    AFTER_COMMIT
  }

  /** Stands for the end of the process. */
  public static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Prepared prepare(Caller caller, ContractCall call) {
    return ledger.prepare(caller, call);
  }

  @Override
  public SubmitOutcome send(Prepared prepared) {
    if (sendsLeft.decrementAndGet() > 0) {
      return ledger.send(prepared);
    }
    switch (end) {
      case AFTER_ENDORSEMENT -> {
        // Nothing was sent.
      }
      // The process is gone while the transaction is on its way.
      case AFTER_SUBMIT -> Thread.ofPlatform().daemon(true).start(() -> ledger.send(prepared));
      case AFTER_COMMIT -> ledger.send(prepared);
    }
    throw new Ended();
  }

  @Override
  public SubmitOutcome recover(Prepared prepared) {
    return ledger.recover(prepared);
  }

  @Override
  public Reply query(Caller caller, ContractCall call) {
    return ledger.query(caller, call);
  }
}
